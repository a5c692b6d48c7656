package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.Order.DrainInstance;
import io.tidegate.connectors.executor.command.Order.TerminateInstance;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.target.StepActuator;
import io.tidegate.schemas.naming.Target;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Instances of groups that are container instances of the cluster {@code demo}; the ARN of {@code i-1} is {@code arn/i-1}.
 * It terminates what is terminating already once more, and takes from its group again: a call that is repeated shows.
 */
public final class FakeFleet {
    private final FakeAws aws;
    private final Map<String, Host> hosts = new TreeMap<>();

    FakeFleet(FakeAws aws) {
        this.aws = aws;
    }

    private record Host(String group, String lifecycle, String status, int tasks) {}

    /** Adds an instance that is in service, or replaces it. */
    public FakeFleet instance(String id, String group, String status, int tasks) {
        hosts.put(id, new Host(group, "InService", status, tasks));
        return this;
    }

    public StepActuator<Target.Instance, DrainInstance> draining() {
        return new StepActuator<>() {
            @Override
            public Observed observe(Target.Instance target, DrainInstance step) {
                return aws.look(() -> registered(step.containerInstance())
                        .<Observed>map(host -> new Observed.ContainerInstance(host.status(), host.tasks()))
                        .orElseGet(Observed.Gone::new));
            }

            @Override
            public Answer apply(Target.Instance target, DrainInstance step) {
                return aws.call(() -> registered(step.containerInstance())
                        .map(host -> drain(target.id(), host))
                        .orElseGet(Answer.Gone::new));
            }
        };
    }

    private Answer drain(String id, Host host) {
        if (!host.status().equals("DRAINING")) {
            aws.changes().add(id + " drained");
        }
        hosts.put(id, new Host(host.group(), host.lifecycle(), "DRAINING", host.tasks()));
        return new Answer.Accepted("request-" + aws.calls());
    }

    public StepActuator<Target.Group, TerminateInstance> termination() {
        return new StepActuator<>() {
            @Override
            public Observed observe(Target.Group target, TerminateInstance step) {
                return aws.look(() -> member(target, step));
            }

            @Override
            public Answer apply(Target.Group target, TerminateInstance step) {
                return aws.call(() -> Optional.ofNullable(hosts.get(step.instance()))
                        .map(host -> terminate(host, step))
                        .orElseGet(Answer.Gone::new));
            }
        };
    }

    private Observed member(Target.Group target, TerminateInstance step) {
        var host = hosts.get(step.instance());
        if (host == null) {
            return new Observed.Gone();
        }
        if (!host.group().equals(target.name())) {
            return new Observed.NotFound("in " + host.group());
        }
        return new Observed.Member(
                host.lifecycle(),
                host.lifecycle().equals("InService")
                        ? Optional.of(new Observed.ContainerInstance(host.status(), host.tasks()))
                        : Optional.empty());
    }

    private Answer terminate(Host host, TerminateInstance step) {
        aws.changes().add(step.instance() + " terminated");
        if (step.decrement()) {
            aws.decrement(host.group());
        }
        hosts.put(step.instance(), new Host(host.group(), "Terminating", host.status(), host.tasks()));
        return new Answer.Accepted("request-" + aws.calls());
    }

    private Optional<Host> registered(String arn) {
        return Optional.ofNullable(hosts.get(arn.substring("arn/".length())));
    }
}

package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.InstanceStep.DeregisterInstance;
import io.tidegate.connectors.executor.command.InstanceStep.DeregisterTarget;
import io.tidegate.connectors.executor.command.InstanceStep.OfHook;
import io.tidegate.connectors.executor.command.InstanceStep.StopTasks;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.target.StepActuator;
import io.tidegate.schemas.naming.Target;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The tasks of no service, registrations and lifecycle hooks of draining instances, in memory. */
public final class FakeExits {
    private final FakeAws aws;
    private final Set<String> tasks = new TreeSet<>();
    private final Set<String> registrations = new TreeSet<>();
    private final Set<String> hooks = new TreeSet<>();

    FakeExits(FakeAws aws) {
        this.aws = aws;
    }

    /** Adds a task of no service, such as {@code arn/i-1/task-1}. */
    public FakeExits task(String arn) {
        tasks.add(arn);
        return this;
    }

    /** Registers an instance with a load balancer or target group. */
    public FakeExits registration(String instance, String balancer) {
        registrations.add(instance + " " + balancer);
        return this;
    }

    /** Lets a hook hold an instance. */
    public FakeExits hook(String instance, String hook) {
        hooks.add(instance + " " + hook);
        return this;
    }

    StepActuator<Target.Instance, StopTasks> tasks() {
        return of(this::standalone, this::stop);
    }

    StepActuator<Target.Instance, DeregisterTarget> targets() {
        return of(
                step -> registration(step.instance() + " " + step.targetGroup()),
                step -> leave(step.instance() + " " + step.targetGroup()));
    }

    StepActuator<Target.Instance, DeregisterInstance> classicBalancers() {
        return of(
                step -> registration(step.instance() + " " + step.balancer()),
                step -> leave(step.instance() + " " + step.balancer()));
    }

    StepActuator<Target.Instance, OfHook> hooks() {
        return of(this::held, this::answer);
    }

    private Observed standalone(StopTasks step) {
        var found = tasks.stream()
                .filter(task -> task.startsWith(step.containerInstance()))
                .toList();
        return new Observed.StandaloneTasks(new Observed.ContainerInstance("DRAINING", found.size()), found);
    }

    private Answer stop(StopTasks step) {
        var stopped = step.tasks().stream().filter(tasks::remove).toList();
        stopped.forEach(task -> aws.changes().add(task + " stopped"));
        return stopped.isEmpty() ? new Answer.Gone() : accepted();
    }

    private Observed registration(String key) {
        boolean isRegistered = registrations.contains(key);
        return new Observed.Registration(isRegistered ? "healthy" : "unused", !isRegistered);
    }

    private Answer leave(String key) {
        if (registrations.remove(key)) {
            aws.changes().add(key + " deregistered");
        }
        return accepted();
    }

    private Observed held(OfHook step) {
        boolean isHeld =
                hooks.stream().anyMatch(key -> key.startsWith(step.hold().instance() + " "));
        return isHeld ? new Observed.Member("Terminating:Wait", Optional.empty()) : new Observed.Gone();
    }

    private Answer answer(OfHook step) {
        String key = step.hold().instance() + " " + step.hold().hook();
        if (!hooks.contains(key)) {
            return new Answer.Gone();
        }
        switch (step) {
            case InstanceStep.Heartbeat _ -> aws.changes().add(key + " prolonged");
            case InstanceStep.Complete end -> {
                hooks.remove(key);
                aws.changes().add(key + (end.proceeds() ? " continued" : " abandoned"));
            }
        }
        return accepted();
    }

    private Answer accepted() {
        return new Answer.Accepted("request-" + aws.calls());
    }

    private <S extends InstanceStep> StepActuator<Target.Instance, S> of(
            Function<S, Observed> look, Function<S, Answer> call) {
        return new StepActuator<>() {
            @Override
            public Observed observe(Target.Instance target, S step) {
                return aws.look(() -> look.apply(step));
            }

            @Override
            public Answer apply(Target.Instance target, S step) {
                return aws.call(() -> call.apply(step));
            }
        };
    }
}

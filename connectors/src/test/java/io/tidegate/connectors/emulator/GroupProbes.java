package io.tidegate.connectors.emulator;

import static io.tidegate.connectors.emulator.Subject.BATCH;
import static io.tidegate.connectors.emulator.Subject.GROUP;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.target.Groups;
import io.tidegate.connectors.executor.target.Termination;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** What sources and executor ask of EC2 Auto Scaling. */
final class GroupProbes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Target.Group WORKERS = (Target.Group) Target.parse("asg/" + GROUP);
    private static final Target.Group NONE = (Target.Group) Target.parse("asg/none");
    private static final String NO_INSTANCE = "i-00000000000000000";

    private GroupProbes() {}

    static List<Probe> all() {
        return List.of(
                new Probe("DescribeAutoScalingGroups", GroupProbes::group),
                new Probe("DescribeAutoScalingInstances", GroupProbes::member),
                new Probe("DescribeAutoScalingGroups, unknown", subject -> observed(subject, NONE)),
                new Probe("SetDesiredCapacity", subject -> sized(subject, WORKERS, new Order.SetGroupDesired(3))),
                new Probe("SetDesiredCapacity, seen", GroupProbes::group),
                new Probe("SetDesiredCapacity, unknown", subject -> sized(subject, NONE, new Order.SetGroupDesired(3))),
                new Probe("UpdateAutoScalingGroup", subject -> sized(subject, WORKERS, size(2, 6, OptionalInt.of(4)))),
                new Probe("UpdateAutoScalingGroup, seen", subject -> observed(subject, WORKERS)),
                new Probe(
                        "UpdateAutoScalingGroup, min above desired",
                        subject -> sized(subject, WORKERS, size(5, 6, OptionalInt.empty()))),
                new Probe("UpdateAutoScalingGroup, min above desired, seen", subject -> observed(subject, WORKERS)),
                new Probe(
                        "UpdateAutoScalingGroup, max below desired",
                        subject -> sized(subject, WORKERS, size(1, 4, OptionalInt.empty()))),
                new Probe("UpdateAutoScalingGroup, max below desired, seen", subject -> observed(subject, WORKERS)),
                new Probe(
                        "UpdateAutoScalingGroup, unknown",
                        subject -> sized(subject, NONE, size(1, 4, OptionalInt.empty()))),
                new Probe(
                        "DescribeAutoScalingInstances, unknown",
                        subject -> Facts.of(
                                "observed",
                                termination(subject).observe(WORKERS, step(NO_INSTANCE, NO_INSTANCE, true)))),
                new Probe("TerminateInstanceInAutoScalingGroup", GroupProbes::terminated),
                new Probe("TerminateInstanceInAutoScalingGroup, seen", subject -> observed(subject, WORKERS)),
                new Probe("TerminateInstanceInAutoScalingGroup, unknown", subject -> ended(subject, NO_INSTANCE)),
                // The last: an endpoint that takes it is another world afterwards.
                new Probe(
                        "SetDesiredCapacity, above max",
                        subject -> sized(subject, WORKERS, new Order.SetGroupDesired(9))));
    }

    private static Facts group(Subject subject) {
        var facts = observed(subject, WORKERS);
        for (var group : subject.clients()
                .groups()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(GROUP))
                .autoScalingGroups()) {
            facts = facts.and("name", group.autoScalingGroupName())
                    .and("status", group.status())
                    .and("instances", group.instances().size())
                    .and(
                            "states",
                            group.instances().stream()
                                    .map(instance -> instance.lifecycleStateAsString())
                                    .distinct()
                                    .toList())
                    .and(
                            "protected",
                            group.instances().stream()
                                    .anyMatch(instance -> Boolean.TRUE.equals(instance.protectedFromScaleIn())))
                    .and("tags", group.tags().stream().map(tag -> tag.key()).toList());
        }
        return facts;
    }

    private static Facts observed(Subject subject, Target.Group target) {
        return Facts.of("observed", new Groups(subject.clients().groups(), PATIENCE).observe(target));
    }

    private static Facts sized(Subject subject, Target.Group target, Order.OfGroup order) {
        new Groups(subject.clients().groups(), PATIENCE).apply(target, order);
        return Facts.accepted();
    }

    private static Order.SetGroupSize size(int min, int max, OptionalInt desired) {
        return new Order.SetGroupSize(min, max, desired);
    }

    // Of the instance that is drained by now: its container instance is told with it.
    private static Facts member(Subject subject) {
        var drained = subject
                .clients()
                .ecs()
                .describeContainerInstances(
                        request -> request.cluster(BATCH).containerInstances(subject.containerInstances()))
                .containerInstances()
                .stream()
                .filter(instance -> "DRAINING".equals(instance.status()))
                .findFirst()
                .orElseThrow();
        var step = step(drained.ec2InstanceId(), drained.containerInstanceArn(), true);
        return Facts.of("observed", termination(subject).observe(WORKERS, step));
    }

    private static Facts terminated(Subject subject) {
        return ended(subject, subject.instances().getFirst());
    }

    private static Facts ended(Subject subject, String instance) {
        var answer = termination(subject).apply(WORKERS, step(instance, "arn", true));
        return Facts.of("answer", answer.getClass().getSimpleName());
    }

    private static Termination termination(Subject subject) {
        return new Termination(subject.clients().groups(), subject.clients().ecs(), PATIENCE);
    }

    private static Order.TerminateInstance step(String instance, String arn, boolean decrement) {
        return new Order.TerminateInstance(instance, BATCH, arn, decrement);
    }
}

package io.tidegate.connectors.executor.plan;

import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.TemplateStep;
import java.util.List;
import java.util.Optional;

/** What AWS showed about a target. */
public sealed interface Observed
        permits Observed.Capacity,
                Observed.Bounds,
                Observed.Group,
                Observed.Unregistered,
                Observed.ContainerInstance,
                Observed.Member,
                Observed.StandaloneTasks,
                Observed.Registration,
                Observed.OtherTargets,
                Observed.Gone,
                Observed.NotFound,
                Observed.Inactive,
                TemplateObserved {

    /** An active ECS service. */
    record Capacity(int desired) implements Observed {}

    /** A registered scalable target. */
    record Bounds(int min, int max) implements Observed {}

    /** An EC2 Auto Scaling group. */
    record Group(int min, int max, int desired) implements Observed {
        private boolean shows(Order.OfGroup order) {
            return switch (order) {
                case Order.SetGroupDesired wanted -> wanted.desired() == desired;
                case Order.SetGroupSize wanted ->
                    wanted.min() == min
                            && wanted.max() == max
                            && wanted.desired().orElse(desired) == desired;
            };
        }
    }

    /** Nothing is registered as a scalable target yet: bounds can be set. */
    record Unregistered() implements Observed {}

    /**
     * A container instance that can be drained or is.
     *
     * @param tasks running and pending ones
     */
    record ContainerInstance(String status, int tasks) implements Observed {
        /** Whether it takes no new tasks and loses those that it has. */
        public boolean isDraining() {
            return status.equals("DRAINING");
        }
    }

    /**
     * An instance of a group.
     *
     * @param lifecycle in the words of EC2 Auto Scaling
     * @param registered what ECS makes of it; empty when its cluster knows it no more, or its group ends it
     */
    record Member(String lifecycle, Optional<ContainerInstance> registered) implements Observed {
        /** Whether the group terminates it: {@code Terminating:Wait}, say, or {@code Warmed:Terminated}. */
        public boolean isEnding() {
            return lifecycle.startsWith("Terminat") || lifecycle.startsWith("Warmed:Terminat");
        }
    }

    /**
     * What runs on a container instance that no service keeps.
     *
     * @param tasks ARNs of those that are not told to stop
     */
    record StandaloneTasks(ContainerInstance on, List<String> tasks) implements Observed {
        public StandaloneTasks {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * An instance and a load balancer.
     *
     * @param state in the words of Elastic Load Balancing
     * @param leaves whether it is or was deregistered
     */
    record Registration(String state, boolean leaves) implements Observed {}

    /** A target group whose targets are no instances. */
    record OtherTargets(String type) implements Observed {}

    /** What a step is about is no longer there: of a group, of a cluster, of a load balancer, or the action of a hook. */
    record Gone() implements Observed {}

    /** AWS knows no such target. */
    record NotFound(String message) implements Observed {}

    /** It exists and cannot be scaled, for example a service that is DRAINING. */
    record Inactive(String status) implements Observed {}

    /** For people, after "was". */
    default String told() {
        return switch (this) {
            case Capacity service -> String.valueOf(service.desired());
            case Bounds bounds -> "min=%d max=%d".formatted(bounds.min(), bounds.max());
            case Group group -> "min=%d max=%d desired=%d".formatted(group.min(), group.max(), group.desired());
            case Unregistered _ -> "not registered";
            case ContainerInstance instance -> "%s with %d tasks".formatted(instance.status(), instance.tasks());
            case Member member -> member.lifecycle();
            case StandaloneTasks seen -> seen.on().told() + ", " + seen.tasks().size() + " of them of no service";
            case Registration registration -> registration.state();
            case OtherTargets others -> "targets of type " + others.type();
            case Gone _ -> "gone";
            case NotFound missing -> "not found: " + missing.message();
            case Inactive inactive -> inactive.status();
            case TemplateObserved seen -> seen.words();
        };
    }

    /** Whether it is what {@code order} asks for. */
    default boolean shows(Order order) {
        return switch (order) {
            case Order.SetCapacity wanted -> equals(new Capacity(wanted.desired()));
            case Order.SetBounds wanted -> equals(new Bounds(wanted.min(), wanted.max()));
            case Order.OfGroup wanted -> this instanceof Group group && group.shows(wanted);
            case Order.DrainInstance _ -> this instanceof ContainerInstance instance && instance.isDraining();
            case Order.TerminateInstance _ ->
                this instanceof Gone || (this instanceof Member member && member.isEnding());
            case InstanceStep.StopTasks _ ->
                this instanceof StandaloneTasks seen && seen.tasks().isEmpty();
            case InstanceStep.DeregisterTarget _, InstanceStep.DeregisterInstance _ ->
                this instanceof Gone || (this instanceof Registration registration && registration.leaves());
            case InstanceStep.Complete _ -> this instanceof Gone;
            // It leaves no trace.
            case InstanceStep.Heartbeat _ -> false;
            case TemplateStep step -> this instanceof TemplateObserved seen && seen.showsStep(step);
            case Order.NotYet _ -> false;
        };
    }

    /** Whether it is the same kind of value as {@code order} and another one. */
    default boolean contradicts(Order order) {
        return switch (this) {
            case Capacity _ -> order instanceof Order.SetCapacity && !shows(order);
            case Bounds _ -> order instanceof Order.SetBounds && !shows(order);
            case Group _ -> order instanceof Order.OfGroup && !shows(order);
            // What a step changes has no value to be held to.
            case ContainerInstance _, Member _, StandaloneTasks _, Registration _, OtherTargets _, Gone _ -> false;
            case Unregistered _, NotFound _, Inactive _, TemplateObserved _ -> false;
        };
    }
}

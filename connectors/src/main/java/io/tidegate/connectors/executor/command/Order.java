package io.tidegate.connectors.executor.command;

import java.util.OptionalInt;
import java.util.Set;

/** What a command asks for. */
public sealed interface Order {

    /** An order that this version carries out. */
    sealed interface Executable extends Order {
        /** The AWS API category that its call is counted in. */
        ApiCategory change();

        /** Those that the look before it is counted in. */
        Set<ApiCategory> reads();
    }

    /** An absolute value: a later order of the same kind for the same target replaces it. */
    sealed interface Absolute extends Executable {}

    /** One-shot: it is never replaced, keeps its place among the orders of its target, and has a precondition. */
    sealed interface Step extends Executable permits DrainInstance, TerminateInstance, InstanceStep, TemplateStep {}

    /** The desired capacity of an ECS service. */
    record SetCapacity(int desired) implements Absolute {
        public SetCapacity {
            checkNotNegative(desired);
        }

        @Override
        public ApiCategory change() {
            return ApiCategory.ECS_SERVICE_CHANGE;
        }

        @Override
        public Set<ApiCategory> reads() {
            return Set.of(ApiCategory.ECS_READ);
        }

        @Override
        public String toString() {
            return "desired=" + desired;
        }
    }

    /** The bounds of a scalable target. */
    record SetBounds(int min, int max) implements Absolute {
        public SetBounds {
            checkBounds(min, max);
        }

        @Override
        public ApiCategory change() {
            return ApiCategory.SCALABLE_TARGET_CHANGE;
        }

        @Override
        public Set<ApiCategory> reads() {
            return Set.of(ApiCategory.SCALABLE_TARGET_READ);
        }

        @Override
        public String toString() {
            return "min=" + min + " max=" + max;
        }
    }

    /** A size of an EC2 Auto Scaling group. */
    sealed interface OfGroup extends Absolute {
        @Override
        default ApiCategory change() {
            return ApiCategory.GROUP_CHANGE;
        }

        @Override
        default Set<ApiCategory> reads() {
            return Set.of(ApiCategory.GROUP_READ);
        }
    }

    /** The desired capacity of a group, inside its own min and max. */
    record SetGroupDesired(int desired) implements OfGroup {
        public SetGroupDesired {
            checkNotNegative(desired);
        }

        @Override
        public String toString() {
            return "desired=" + desired;
        }
    }

    /**
     * The min and max of a group.
     *
     * @param desired desired capacity with them; empty leaves it to AWS, which pulls it into them
     */
    record SetGroupSize(int min, int max, OptionalInt desired) implements OfGroup {
        public SetGroupSize {
            checkBounds(min, max);
            desired.ifPresent(capacity -> {
                if (capacity < min || capacity > max) {
                    throw new IllegalArgumentException(
                            "action.desired must be in " + min + ".." + max + ", was " + capacity);
                }
            });
        }

        @Override
        public String toString() {
            return "min=" + min + " max=" + max + (desired.isPresent() ? " desired=" + desired.getAsInt() : "");
        }
    }

    /** A container instance loses its tasks and takes no new ones. */
    record DrainInstance(String cluster, String containerInstance) implements Step {
        @Override
        public ApiCategory change() {
            return ApiCategory.CONTAINER_INSTANCE_CHANGE;
        }

        @Override
        public Set<ApiCategory> reads() {
            return Set.of(ApiCategory.ECS_READ);
        }

        @Override
        public String toString() {
            return "drain " + containerInstance;
        }
    }

    /**
     * An instance of a group ends, once it has drained and is empty.
     *
     * @param instance its EC2 id
     * @param cluster where it is registered as {@code containerInstance}
     * @param decrement whether the group's desired capacity goes down with it; else the group replaces it
     */
    record TerminateInstance(String instance, String cluster, String containerInstance, boolean decrement)
            implements Step {
        @Override
        public ApiCategory change() {
            return ApiCategory.GROUP_CHANGE;
        }

        @Override
        public Set<ApiCategory> reads() {
            return Set.of(ApiCategory.GROUP_READ, ApiCategory.ECS_READ);
        }

        @Override
        public String toString() {
            return "terminate " + instance + (decrement ? " with decrement" : "");
        }
    }

    private static void checkNotNegative(int desired) {
        if (desired < 0) {
            throw new IllegalArgumentException("action.desired must not be negative, was " + desired);
        }
    }

    private static void checkBounds(int min, int max) {
        if (min < 0 || min > max) {
            throw new IllegalArgumentException(
                    "action.min must be between 0 and action.max, was " + min + " with max " + max);
        }
    }

    /** A kind of order that this version does not carry out yet. */
    record NotYet(String kind) implements Order {
        @Override
        public String toString() {
            return kind;
        }
    }
}

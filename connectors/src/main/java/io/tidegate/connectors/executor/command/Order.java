package io.tidegate.connectors.executor.command;

import java.util.OptionalInt;

/** What a command asks for. */
public sealed interface Order {

    /** An absolute value: a later order of the same kind for the same target replaces it. */
    sealed interface Absolute extends Order {
        /** The AWS API category that its call is counted in. */
        ApiCategory category();
    }

    /** The desired capacity of an ECS service. */
    record SetCapacity(int desired) implements Absolute {
        public SetCapacity {
            checkNotNegative(desired);
        }

        @Override
        public ApiCategory category() {
            return ApiCategory.ECS_SERVICE_CHANGE;
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
        public ApiCategory category() {
            return ApiCategory.SCALABLE_TARGET_CHANGE;
        }

        @Override
        public String toString() {
            return "min=" + min + " max=" + max;
        }
    }

    /** A size of an EC2 Auto Scaling group. */
    sealed interface OfGroup extends Absolute {
        @Override
        default ApiCategory category() {
            return ApiCategory.GROUP_CHANGE;
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

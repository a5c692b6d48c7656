package io.tidegate.connectors.executor.command;

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
            if (desired < 0) {
                throw new IllegalArgumentException("action.desired must not be negative, was " + desired);
            }
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
            if (min < 0 || min > max) {
                throw new IllegalArgumentException(
                        "action.min must be between 0 and action.max, was " + min + " with max " + max);
            }
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

    /** A kind of order that this version does not carry out yet. */
    record NotYet(String kind) implements Order {
        @Override
        public String toString() {
            return kind;
        }
    }
}

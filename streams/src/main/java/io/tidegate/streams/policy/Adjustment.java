package io.tidegate.streams.policy;

/** How a rule changes a capacity; the arithmetic is that of AWS's scaling adjustments. */
public sealed interface Adjustment {

    /** The capacity after the change, at least 0. */
    int applyTo(int capacity);

    /** Whether it changes no capacity at all. */
    boolean isNothing();

    /** As explanations spell it: {@code +2}, {@code -25%}, {@code to 5}. */
    String text();

    /** So many tasks more, or fewer when negative. */
    record Count(int tasks) implements Adjustment {
        @Override
        public int applyTo(int capacity) {
            return Math.max(0, capacity + tasks);
        }

        @Override
        public boolean isNothing() {
            return tasks == 0;
        }

        @Override
        public String text() {
            return "%+d".formatted(tasks);
        }
    }

    /**
     * A share of the capacity more, or less when negative.
     *
     * @param percent -100 to 1,000,000
     * @param least smallest change in tasks that it makes either way, 1 to 1,000,000
     */
    record Percent(double percent, int least) implements Adjustment {
        public Percent {
            Check.that(
                    percent >= -100 && percent <= 1_000_000, "change must be -100%% to 1000000%%, was %s%%", percent);
            Check.that(
                    least >= 1 && least <= Bounds.LIMIT, "minAdjustmentMagnitude must be 1 to 1000000, was %s", least);
        }

        @Override
        public int applyTo(int capacity) {
            long change = Math.max(Math.abs(rounded(capacity * percent / 100)), least);
            return Math.clamp(capacity + (long) Math.signum(percent) * change, 0, Integer.MAX_VALUE);
        }

        /**
         * Toward zero, but never to zero: 12.7 is 12, 0.67 is 1, -0.58 is -1, -6.67 is -6 (Amazon EC2 Auto Scaling user guide,
         * "Scaling adjustment types").
         */
        public static long rounded(double change) {
            double whole = change < 0 ? Math.ceil(change) : Math.floor(change);
            return (long) (whole == 0 ? Math.signum(change) : whole);
        }

        @Override
        public boolean isNothing() {
            return percent == 0;
        }

        @Override
        public String text() {
            String sign = percent > 0 ? "+" : "";
            String digits = percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
            return sign + digits + "%" + (least > 1 ? ", at least " + least : "");
        }
    }

    /** This capacity, whatever there was. */
    record Exact(int capacity) implements Adjustment {
        public Exact {
            Check.that(capacity >= 0 && capacity <= Bounds.LIMIT, "exact must be 0 to 1000000, was %s", capacity);
        }

        @Override
        public int applyTo(int ignored) {
            return capacity;
        }

        @Override
        public boolean isNothing() {
            return false;
        }

        @Override
        public String text() {
            return "to " + capacity;
        }
    }
}

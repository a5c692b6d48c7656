package io.tidegate.streams.demand;

import io.tidegate.streams.policy.Metric;
import java.util.Locale;

/** How a metric follows from what is asked of a target and from how much of it works. */
public sealed interface Feedback {
    /** Within this share of the highest value there can be, more demand would not have been seen. */
    double SATURATED = 0.99;

    /** As options and reports spell it. */
    String text();

    /** One whose value times what works is what is asked, as far as it can be seen, and the other way round. */
    sealed interface Shared extends Feedback {
        /** The highest value there can be. */
        double most();

        /** Whether more may have been asked than this value shows. */
        default boolean censors(double value) {
            return value >= SATURATED * most();
        }
    }

    /**
     * A share of what the units can do: load by units, up to a highest value at which it hides what more is asked.
     *
     * @param most above 0; 100 for percent
     */
    record Utilization(double most) implements Shared {
        public Utilization {
            if (!(most > 0)) {
                throw new IllegalArgumentException("utilization must end above 0, was " + most);
            }
        }

        @Override
        public String text() {
            return most == PERCENT ? "utilization" : "utilization:" + number(most);
        }
    }

    /** A part of the whole for each unit, without an upper end: requests for each task. */
    record PerUnit() implements Shared {
        @Override
        public double most() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public String text() {
            return "perUnit";
        }
    }

    /** All that is asked, whoever does it: the same with any capacity. */
    record Total() implements Feedback {
        @Override
        public String text() {
            return "total";
        }
    }

    /**
     * What waits: it grows by what comes and shrinks by what the units do.
     *
     * @param perUnit done in a second by one unit that has enough to do; above 0
     */
    record Backlog(double perUnit) implements Feedback {
        public Backlog {
            if (!(perUnit > 0)) {
                throw new IllegalArgumentException("backlog must shrink by more than 0 a second, was " + perUnit);
            }
        }

        @Override
        public String text() {
            return "backlog:" + number(perUnit);
        }
    }

    /** Where a percentage ends. */
    double PERCENT = 100;

    /**
     * Reads {@code utilization[:most]}, {@code perUnit}, {@code total} or {@code backlog:perSecond}.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    static Feedback parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String amount = colon < 0 ? "" : text.substring(colon + 1);
        return switch (kind) {
            case "utilization" -> new Utilization(amount.isEmpty() ? PERCENT : number(text, amount));
            case "backlog" -> new Backlog(number(text, amount));
            case "perUnit" -> bare(text, amount, new PerUnit());
            case "total" -> bare(text, amount, new Total());
            default -> throw unknown(text);
        };
    }

    private static Feedback bare(String text, String amount, Feedback feedback) {
        if (!amount.isEmpty()) {
            throw unknown(text);
        }
        return feedback;
    }

    private static double number(String text, String amount) {
        try {
            return Double.parseDouble(amount);
        } catch (NumberFormatException _) {
            throw unknown(text);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "metric must be utilization, utilization:MOST, perUnit, total or backlog:PER_SECOND, was " + text);
    }

    /** What the words of a metric's name say; empty words say that it is a total. */
    static Feedback named(Metric metric) {
        String name = metric.selector().name().toLowerCase(Locale.ROOT);
        if (name.contains("utilization") || name.contains("percent") || name.contains("cpu")) {
            return new Utilization(PERCENT);
        }
        boolean each = name.contains("pertarget") || name.contains("per_t") || name.contains("perunit");
        return each ? new PerUnit() : new Total();
    }
}

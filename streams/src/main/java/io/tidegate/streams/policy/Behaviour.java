package io.tidegate.streams.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What tempers the rules.
 *
 * @param cooldown pauses after own actions
 * @param combine what several rules come to
 * @param stabilization how long earlier answers still count
 * @param confirm how often a direction must be asked for before it is taken
 * @param maxChange how fast capacity may change
 * @param deployments what happens while a deployment is in progress
 */
public record Behaviour(
        Cooldown cooldown,
        Combine combine,
        Stabilization stabilization,
        Confirm confirm,
        MaxChange maxChange,
        Deployments deployments) {

    /** Cooldowns alone; the largest answer wins, and a deployment holds scale-in. */
    public Behaviour(Cooldown cooldown) {
        this(
                cooldown,
                Combine.LARGEST,
                new Stabilization(Duration.ZERO, Duration.ZERO),
                new Confirm(Optional.empty(), Optional.empty()),
                new MaxChange(Limit.NONE, Limit.NONE),
                Deployments.HOLD_SCALE_IN);
    }

    /** How long own actions influence decisions, one way or another: at least by the cooldown of scale-outs. */
    void memories(Consumer<Duration> taker) {
        taker.accept(cooldown.scaleOut());
        maxChange.scaleOut().paces().forEach(pace -> taker.accept(pace.per()));
        maxChange.scaleIn().paces().forEach(pace -> taker.accept(pace.per()));
    }

    /**
     * Pauses after own actions; {@link Duration#ZERO} for none, whatever readings show by then.
     *
     * @param scaleOut how long before the window of a reading tasks must have been added to be counted in when more is asked
     *     for, so that only what goes beyond them is added
     * @param scaleIn after any action, before a scale-in
     */
    public record Cooldown(Duration scaleOut, Duration scaleIn) {
        private static final Duration LONGEST = Duration.ofHours(24);

        public Cooldown {
            Check.that(!scaleOut.isNegative(), "scaleOut must not be negative, was %s", scaleOut);
            Check.that(scaleOut.compareTo(LONGEST) <= 0, "scaleOut must be at most 24h, was %s", scaleOut);
            Check.that(!scaleIn.isNegative(), "scaleIn must not be negative, was %s", scaleIn);
            Check.that(scaleIn.compareTo(LONGEST) <= 0, "scaleIn must be at most 24h, was %s", scaleIn);
        }
    }

    /** What several rules come to. */
    public enum Combine {
        /** Out if any asks, in if all that know agree, the largest wins: AWS. */
        LARGEST,
        /** The first listed that asks decides: ecs-autoscale. */
        FIRST
    }

    /**
     * How long earlier answers still count, as in Kubernetes: a scale-out takes the least, a scale-in the most of them.
     *
     * @param scaleOut 0 s to 1 h
     * @param scaleIn 0 s to 1 h
     */
    public record Stabilization(Duration scaleOut, Duration scaleIn) {
        // The longest that a HorizontalPodAutoscaler allows (Kubernetes API, HPAScalingRules).
        private static final Duration LONGEST = Duration.ofHours(1);

        public Stabilization {
            Check.that(!scaleOut.isNegative(), "scaleOut must not be negative, was %s", scaleOut);
            Check.that(scaleOut.compareTo(LONGEST) <= 0, "scaleOut must be at most 1h, was %s", scaleOut);
            Check.that(!scaleIn.isNegative(), "scaleIn must not be negative, was %s", scaleIn);
            Check.that(scaleIn.compareTo(LONGEST) <= 0, "scaleIn must be at most 1h, was %s", scaleIn);
        }

        /** Whether any earlier answer counts. */
        public boolean isAny() {
            return scaleOut.isPositive() || scaleIn.isPositive();
        }
    }

    /** How often a direction must be asked for before it is taken; empty for once. */
    public record Confirm(Optional<Quorum> scaleOut, Optional<Quorum> scaleIn) {}

    /**
     * M of N: the direction was asked for in {@code need} of the last {@code of} periods.
     *
     * @param of 1 to 60
     * @param need 1 to {@code of}
     * @param every length of a period, whole seconds, 1 s to 1 h
     */
    public record Quorum(int need, int of, Duration every) {
        public Quorum {
            Check.that(of >= 1 && of <= 60, "of must be 1 to 60, was %s", of);
            Check.that(need >= 1 && need <= of, "need must be 1 to of %d, was %%s".formatted(of), need);
            Check.that(
                    every.toNanosPart() == 0 && every.isPositive() && every.compareTo(Duration.ofHours(1)) <= 0,
                    "every must be whole seconds, 1s to 1h, was %s",
                    every);
        }
    }

    /** How fast capacity may change. */
    public record MaxChange(Limit scaleOut, Limit scaleIn) {}

    /**
     * How fast capacity may change in one direction, as in Kubernetes.
     *
     * @param paces none for no limit
     * @param select which of them holds
     */
    public record Limit(List<Pace> paces, Select select) {
        static final Limit NONE = new Limit(List.of(), Select.MAX);

        public Limit {
            paces = List.copyOf(paces);
            Check.that(
                    paces.isEmpty() || select != Select.DISABLED,
                    "limits must be left out where select is disabled, was %s",
                    paces.size());
        }
    }

    /** Which of several paces holds. */
    public enum Select {
        /** The one that allows the largest change. */
        MAX,
        /** The one that allows the smallest change. */
        MIN,
        /** None: capacity does not change in this direction. */
        DISABLED
    }

    /**
     * Most change in a sliding period.
     *
     * @param unit what {@code amount} counts
     * @param amount 1 to 1,000,000 tasks, or 1 to 1000 percent of the capacity before the period
     * @param per 1 s to 1 h
     */
    public record Pace(Unit unit, int amount, Duration per) {
        public Pace {
            int most = unit == Unit.COUNT ? Bounds.LIMIT : 1000;
            Check.that(
                    amount >= 1 && amount <= most,
                    "%s must be 1 to %d, was %%s".formatted(unit == Unit.COUNT ? "count" : "percent", most),
                    amount);
            Check.that(
                    per.compareTo(Duration.ofSeconds(1)) >= 0 && per.compareTo(Duration.ofHours(1)) <= 0,
                    "per must be 1s to 1h, was %s",
                    per);
        }
    }

    /** What a pace counts. */
    public enum Unit {
        COUNT,
        PERCENT
    }

    /** What happens while a deployment is in progress. */
    public enum Deployments {
        /** No scale-in: tasks of both revisions run, and utilizations speak of neither. */
        HOLD_SCALE_IN,
        /** As always. */
        IGNORE
    }
}

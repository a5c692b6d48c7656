package io.tidegate.streams.decision;

import io.tidegate.streams.pane.MetricWindow.Reading;
import io.tidegate.streams.policy.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What deciders answer. */
public sealed interface Output {

    /**
     * One evaluation whose outcome or reason changed.
     *
     * @param sequence counts the target's decisions within the epoch from 1
     * @param at the journal's clock
     * @param current desired capacity that it started from; empty when unknown
     * @param raw desired capacity by the rules, before constraints
     * @param desired final desired capacity; empty when it could not be told
     * @param commandIds of its commands, in order
     * @param basis state that it was made from; null for an event that nothing was computed for
     */
    record Decided(
            String domain,
            String target,
            Instant epoch,
            long sequence,
            Instant at,
            Trigger trigger,
            String policy,
            int policyRevision,
            List<MetricInput> inputs,
            List<RuleAnswer> rules,
            OptionalInt current,
            OptionalInt running,
            OptionalInt raw,
            List<Constraint> constraints,
            OptionalInt desired,
            Verdict verdict,
            List<String> commandIds,
            @Nullable Driven<?> basis)
            implements Output {
        public Decided {
            inputs = List.copyOf(inputs);
            rules = List.copyOf(rules);
            constraints = List.copyOf(constraints);
            commandIds = List.copyOf(commandIds);
        }

        /** Of what has no capacity: there are no numbers. */
        public static Decided without(Driven<?> state, Verdict verdict, List<Commanded> commands, Instant now) {
            return new Decided(
                    state.domain(),
                    state.target(),
                    state.epoch(),
                    state.ids().decisions(),
                    now,
                    Trigger.TICK,
                    state.policy().name(),
                    state.policy().revision(),
                    List.of(),
                    List.of(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    List.of(),
                    OptionalInt.empty(),
                    verdict,
                    commands.stream().map(Commanded::id).toList(),
                    null);
        }

        /** The same, made from a state. */
        public Decided basedOn(Driven<?> state) {
            return new Decided(
                    domain,
                    target,
                    epoch,
                    sequence,
                    at,
                    trigger,
                    policy,
                    policyRevision,
                    inputs,
                    rules,
                    current,
                    running,
                    raw,
                    constraints,
                    desired,
                    verdict,
                    commandIds,
                    state);
        }
    }

    /**
     * An order to the executor.
     *
     * @param id names the state that issued it: the same journal gives the same ids
     * @param target that it is sent to
     * @param change tasks or instances to add, or to remove when negative; 0 when only bounds move
     * @param execution how its policy wants it carried out
     */
    record Commanded(
            String id,
            String domain,
            String target,
            Instant epoch,
            long sequence,
            String policy,
            int policyRevision,
            Instant issuedAt,
            Instant deadline,
            int change,
            Order order,
            String reason,
            Execution execution)
            implements Output {
        /** One that has not been applied by then is void. */
        public static final Duration LIFETIME = Duration.ofSeconds(60);

        /** After one that took no effect no other is sent for this long. */
        public static final Duration RETRY_DELAY = Duration.ofSeconds(10);
    }

    /** Kind of input that completed an evaluation. */
    enum Trigger {
        TICK,
        EARLY_PANE,
        OVERRIDE
    }

    /**
     * An alias as it was read.
     *
     * @param misses windows in a row that were missing, up to the number that its policy waits for
     * @param standIn what rules read in place of a missing value
     */
    record MetricInput(String alias, Reading reading, int misses, OptionalDouble standIn) {}

    /**
     * What a rule asked for.
     *
     * @param value its metric; empty when missing or not a number
     * @param desired empty when it asked for nothing
     */
    record RuleAnswer(String name, OptionalDouble value, OptionalInt desired, String explanation) {
        /** Whether it could not be asked, which allows no scale-in. */
        public boolean isMissing() {
            return value.isEmpty() && desired.isEmpty();
        }

        /** Whether it asks for a capacity without its metric. */
        public boolean isFallback() {
            return value.isEmpty() && desired.isPresent();
        }

        /** The same, with a note of what stands in for what; none when it is empty. */
        public RuleAnswer noting(String note) {
            return note.isEmpty() ? this : new RuleAnswer(name, value, desired, explanation + "; " + note);
        }
    }

    /** A constraint that changed the desired capacity. */
    record Constraint(String name, int before, int after, String explanation) {}

    /**
     * What a decision came to.
     *
     * @param reason upper-case code
     * @param explanation one sentence for people
     * @param until when a hold ends by itself; null when nobody knows
     */
    record Verdict(
            Outcome outcome,
            String reason,
            String explanation,
            @Nullable Instant until) {
        /** Kinds of verdict. */
        public enum Outcome {
            SCALE_OUT,
            SCALE_IN,
            SET_BOUNDS,
            STEADY,
            HELD,
            RELEASED,
            /** A launch template or its groups get another image. */
            ROLL_OUT
        }

        /** By which a decision is told from the one before. */
        public String told() {
            return reason + "/" + explanation;
        }

        /** The same for another outcome. */
        public Verdict as(Outcome other) {
            return new Verdict(other, reason, explanation, null);
        }

        /** Nothing is done, nobody knows until when. */
        public static Verdict held(String reason, String explanation) {
            return new Verdict(Outcome.HELD, reason, explanation, null);
        }
    }
}

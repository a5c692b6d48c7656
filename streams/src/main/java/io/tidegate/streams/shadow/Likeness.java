package io.tidegate.streams.shadow;

import io.tidegate.streams.demand.Feedback;
import io.tidegate.streams.demand.Feedbacks;
import io.tidegate.streams.journal.Input.Measured;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a metric would have read with the virtual capacity: what was asked of each unit, shared by as many as would be there. */
final class Likeness {
    private Likeness() {}

    /**
     * A pane as the shadow sees it.
     *
     * @param pane empty where none would have been, for nothing would have worked
     * @param censored alias of a metric that was saturated: more may have been asked
     */
    record Seen(Optional<PartialPane> pane, Optional<String> censored) {
        static Seen asIs(PartialPane pane) {
            return new Seen(Optional.of(pane), Optional.empty());
        }
    }

    static Seen of(ShadowState state, Measured input) {
        var policy = state.decider().policy();
        var metric = metric(policy, input);
        return metric.isPresent()
                        && !input.pane().aggregate().isEmpty()
                        && Feedbacks.ASSUMED.of(policy, metric.get()) instanceof Feedback.Shared shared
                ? shared(state, input.pane(), metric.get(), shared)
                : Seen.asIs(input.pane());
    }

    // Of panes from before the shadow began the real capacity was the virtual one too.
    private static Seen shared(ShadowState state, PartialPane pane, Metric metric, Feedback.Shared shared) {
        var read = pane.aggregate();
        var censored =
                shared.censors(read.sum() / read.count()) ? Optional.of(metric.alias()) : Optional.<String>empty();
        var was = mean(state.real().presence(), pane);
        var is = mean(state.virtual(), pane);
        if (was.isEmpty() || is.isEmpty() || was.getAsDouble() == is.getAsDouble() || was.getAsDouble() == 0) {
            return new Seen(Optional.of(pane), censored);
        }
        return new Seen(
                is.getAsDouble() > 0
                        ? Optional.of(pane.times(was.getAsDouble() / is.getAsDouble(), shared.most()))
                        : Optional.empty(),
                censored);
    }

    private static OptionalDouble mean(Presence presence, PartialPane pane) {
        return presence.mean(pane.start(), pane.end());
    }

    private static Optional<Metric> metric(CapacityPolicy policy, Measured input) {
        return policy.metrics().stream()
                .filter(metric -> metric.selector()
                        .matches(input.series().name(), input.series().dimensions()))
                .findFirst();
    }
}

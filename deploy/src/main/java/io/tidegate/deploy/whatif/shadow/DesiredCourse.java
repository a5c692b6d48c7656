package io.tidegate.deploy.whatif.shadow;

import io.tidegate.deploy.view.Facts;
import io.tidegate.schemas.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The capacity that decisions had a target desire, over time: what the last one ordered, or found and left. Immutable.
 *
 * @param steps by time; where a decision tells no capacity, that of the one before goes on
 */
record DesiredCourse(List<Step> steps) {
    DesiredCourse {
        steps = List.copyOf(steps);
    }

    /** From {@code at} on. */
    record Step(Instant at, int desired, Decision by) {}

    /** Of decisions in their order. */
    static DesiredCourse of(List<Decision> decisions) {
        var steps = new ArrayList<Step>();
        for (var made : decisions) {
            var desired = desired(made)
                    .or(() -> steps.isEmpty()
                            ? Optional.empty()
                            : Optional.of(steps.getLast().desired()));
            desired.ifPresent(value -> steps.add(new Step(made.getAt(), value, made)));
        }
        return new DesiredCourse(steps);
    }

    private static Optional<Integer> desired(Decision made) {
        return Optional.ofNullable(Facts.isAction(made) ? made.getDesired() : made.getCurrent());
    }

    /** When it begins; empty for none. */
    Optional<Instant> begin() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getFirst().at());
    }

    /** What held at a time that is not before its beginning. */
    Step at(Instant time) {
        int low = 0;
        int high = steps.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (steps.get(middle).at().isAfter(time)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return steps.get(low);
    }

    /** Moments after {@code from} and before {@code to} at which another decision takes over. */
    List<Instant> changes(Instant from, Instant to) {
        return steps.stream()
                .map(Step::at)
                .filter(at -> at.isAfter(from) && at.isBefore(to))
                .toList();
    }

    /** Decisions of a span that were to change something. */
    long actions(Instant from, Instant to) {
        return steps.stream()
                .filter(step -> !step.at().isBefore(from) && step.at().isBefore(to))
                .filter(step -> Facts.isAction(step.by()))
                .count();
    }
}

package io.tidegate.deploy.whatif.shadow;

import io.tidegate.deploy.whatif.shadow.DesiredCourse.Step;
import io.tidegate.schemas.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a shadow would have had a target desire, held against what it did, by the decisions of both.
 *
 * @param policy the shadow's
 * @param from the first moment of which both tell
 * @param apart how long they were of different minds
 * @param greatest the greatest difference; empty where there was none
 * @param first where they first differ, and last where they last begin to; empty where they do not
 * @param curves the capacity of both in equal parts of the span
 */
public record ShadowComparison(
        String policy,
        Instant from,
        Instant to,
        Both<Double> capacityHours,
        Both<Long> actions,
        Duration apart,
        Optional<Moment> greatest,
        Optional<Moment> first,
        Optional<Moment> last,
        Both<List<Integer>> curves) {
    private static final int COLUMNS = 60;
    private static final double HOUR = 3_600_000;

    /** The same of both. */
    public record Both<T>(T live, T shadow) {}

    /** A moment at which they differ, with what each had decided. */
    public record Moment(Instant at, Both<Integer> desired, Both<Decision> by) {
        int distance() {
            return Math.abs(desired.live() - desired.shadow());
        }
    }

    /**
     * Of a span; empty where not both tell of it.
     *
     * @param live decisions of the policies that drove the target, in their order
     * @param shadow those of one shadow about the target
     */
    public static Optional<ShadowComparison> of(
            String policy, List<Decision> live, List<Decision> shadow, Instant from, Instant to) {
        var real = DesiredCourse.of(live);
        var like = DesiredCourse.of(shadow);
        if (real.begin().isEmpty() || like.begin().isEmpty()) {
            return Optional.empty();
        }
        var begin = latest(from, latest(real.begin().get(), like.begin().get()));
        return begin.isBefore(to) ? Optional.of(of(policy, real, like, begin, to)) : Optional.empty();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static ShadowComparison of(
            String policy, DesiredCourse real, DesiredCourse like, Instant from, Instant to) {
        var moments = new TreeSet<Instant>(List.of(from));
        moments.addAll(real.changes(from, to));
        moments.addAll(like.changes(from, to));
        double live = 0;
        double shadow = 0;
        var apart = Duration.ZERO;
        Moment greatest = null;
        Moment first = null;
        Moment last = null;
        boolean before = false;
        for (var at : moments) {
            var next = moments.higher(at);
            var held = Duration.between(at, next == null ? to : next);
            var moment = moment(real.at(at), like.at(at), at);
            live += moment.desired().live() * held.toMillis() / HOUR;
            shadow += moment.desired().shadow() * held.toMillis() / HOUR;
            boolean differs = moment.distance() > 0;
            if (differs) {
                apart = apart.plus(held);
                first = first == null ? moment : first;
                last = before ? last : moment;
                greatest = greatest == null || moment.distance() > greatest.distance() ? moment : greatest;
            }
            before = differs;
        }
        return new ShadowComparison(
                policy,
                from,
                to,
                new Both<>(live, shadow),
                new Both<>(real.actions(from, to), like.actions(from, to)),
                apart,
                Optional.ofNullable(greatest),
                Optional.ofNullable(first),
                Optional.ofNullable(last),
                new Both<>(curve(real, from, to), curve(like, from, to)));
    }

    private static Moment moment(Step real, Step like, Instant at) {
        return new Moment(at, new Both<>(real.desired(), like.desired()), new Both<>(real.by(), like.by()));
    }

    // What held at the end of each part.
    private static List<Integer> curve(DesiredCourse course, Instant from, Instant to) {
        var span = Duration.between(from, to);
        return IntStream.rangeClosed(1, COLUMNS)
                .mapToObj(column -> from.plus(span.multipliedBy(column).dividedBy(COLUMNS)))
                .map(at -> course.at(at).desired())
                .toList();
    }

    /** Whether they were ever of different minds. */
    public boolean differs() {
        return !apart.isZero();
    }
}

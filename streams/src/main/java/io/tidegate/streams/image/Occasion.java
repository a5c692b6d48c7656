package io.tidegate.streams.image;

import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.policy.ImagePolicy.Before;
import io.tidegate.streams.policy.ImagePolicy.Look;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.schedule.Schedule;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When time alone has images looked for: at times of the policy's own, and before a scheduled scale-out. */
final class Occasion {
    private Occasion() {}

    /** A state whose clock has reached {@code now}, with the runs that began meanwhile. What was before its first tick is past. */
    static ImageState reached(ImageState state, Instant now) {
        var course = state.course();
        var checked = course.checkedUpTo();
        if (checked == null) {
            return ahead(state.with(course.checked(now).aheadOf(now)), now);
        }
        return ahead(looks(state, checked, now), now);
    }

    private static ImageState looks(ImageState state, Instant since, Instant now) {
        var next = state;
        for (var look : state.policy().occasions().looks()) {
            var at = look.when().latest(now, look.validity()).filter(since::isBefore);
            if (at.isPresent()) {
                next = fired(next, "look %s of %s".formatted(look.name(), at.get()), at.get());
            }
        }
        return next.with(next.course().checked(now));
    }

    private static ImageState ahead(ImageState state, Instant now) {
        var before = state.policy().occasions().before();
        var item = state.ahead();
        if (before.isEmpty() || item.isEmpty()) {
            return state;
        }
        var start = lastLed(item.get(), before.get(), state.course().aheadOf(), now);
        if (start == null) {
            return state;
        }
        String cause = "before %s of %s".formatted(item.get().label(), start);
        var next = fired(state, cause, start.minus(before.get().lead()));
        // What has begun already is not taken back.
        var gate = start.isAfter(now)
                ? gate(state, before.get(), start)
                : next.course().gate();
        return next.with(next.course().aheadOf(start).keeping(gate));
    }

    // Several only after a time without a clock.
    private static @Nullable Instant lastLed(ScheduleItem item, Before before, @Nullable Instant since, Instant now) {
        Instant last = null;
        var next = Schedule.nextStart(item, since == null ? now : since);
        while (next.isPresent() && !next.get().minus(before.lead()).isAfter(now)) {
            last = next.get();
            next = Schedule.nextStart(item, last);
        }
        return last;
    }

    private static ImageGate gate(ImageState state, Before before, Instant start) {
        var until = before.holds() ? null : start.plus(before.waitUpTo());
        return new ImageGate(state.policy().name(), before.item(), start, until);
    }

    /** A run begins, or the one that is under way looks anew. */
    static ImageState fired(ImageState state, String cause, Instant at) {
        var run = state.course().run();
        return state.with(state.course().running(run == null ? Run.begun(cause, at) : run.again(cause, at)))
                .dueNow();
    }

    /** When time has it look the next time; empty when it never will. */
    static Stream<Instant> next(ImageState state, Instant now) {
        var occasions = state.policy().occasions();
        return Stream.concat(
                occasions.looks().stream().map(look -> next(look, now)).flatMap(Optional::stream),
                occasions.before().stream().flatMap(before -> led(state, before, now).stream()));
    }

    private static Optional<Instant> next(Look look, Instant now) {
        return look.when().next(now, look.validity());
    }

    private static Optional<Instant> led(ImageState state, Before before, Instant now) {
        var since = Objects.requireNonNullElse(state.course().aheadOf(), now);
        return state.ahead().flatMap(item -> Schedule.nextStart(item, since)).map(start -> start.minus(before.lead()));
    }
}

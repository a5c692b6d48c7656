package io.tidegate.streams.image;

import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Ids;
import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.decision.Orders;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.journal.ObservedTemplate;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.ScheduleItem;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may influence the next decision about the image of a launch template, except the clock of its partition.
 * Immutable.
 *
 * @param target {@code launch-template/<id>}
 * @param ids what ids are made of
 * @param seen last observation of the template; null before one
 * @param ahead the item of a schedule that it goes before; empty while nobody drives that target, or its schedule has none of
 *     that name
 * @param course what it is at
 * @param orders on their way
 * @param lastVerdict what the last decision came to, so that only changes are recorded; null before one
 * @param dueAt the first tick at or after it evaluates the template again
 */
public record ImageState(
        String domain,
        String target,
        ImagePolicy policy,
        Ids ids,
        @Nullable Seen<ObservedTemplate> seen,
        Optional<ScheduleItem> ahead,
        Course course,
        Orders orders,
        @Nullable String lastVerdict,
        Instant dueAt)
        implements Driven<ImageState> {

    /**
     * What it is at.
     *
     * @param checkedUpTo occurrences of its schedule up to here have been seen to; null before the first tick
     * @param aheadOf scale-outs up to here have been gone before; null before the first tick
     * @param run null between two
     * @param gate what waits for the run, or waited for the last one; null for nothing
     * @param retryAfter after an order that took no effect no other is sent before this; null for at once
     */
    public record Course(
            @Nullable Instant checkedUpTo,
            @Nullable Instant aheadOf,
            @Nullable Run run,
            @Nullable ImageGate gate,
            @Nullable Instant retryAfter) {
        static final Course BEGUN = new Course(null, null, null, null, null);

        Course checked(Instant upTo) {
            return new Course(upTo, aheadOf, run, gate, retryAfter);
        }

        Course aheadOf(@Nullable Instant upTo) {
            return new Course(checkedUpTo, upTo, run, gate, retryAfter);
        }

        Course running(@Nullable Run next) {
            return new Course(checkedUpTo, aheadOf, next, gate, next == null ? null : retryAfter);
        }

        Course keeping(@Nullable ImageGate next) {
            return new Course(checkedUpTo, aheadOf, run, next, retryAfter);
        }

        Course retryAfter(@Nullable Instant at) {
            return new Course(checkedUpTo, aheadOf, run, gate, at);
        }

        /** What waits waits no longer. */
        Course opened(Instant now) {
            return gate == null ? this : keeping(gate.opened(now));
        }

        /** Whether something is going to wait, or does. */
        boolean isAwaited(Instant now) {
            return gate != null && (gate.until() == null || now.isBefore(gate.until()));
        }
    }

    /** A template that a policy has just taken up. */
    static ImageState taken(String domain, ImagePolicy policy) {
        return new ImageState(
                domain,
                policy.template().text(),
                policy,
                Ids.NONE,
                null,
                Optional.empty(),
                Course.BEGUN,
                Orders.NONE,
                null,
                Instant.EPOCH);
    }

    /** Nobody overrides an image: a paused domain is one whose capacity stays. */
    @Override
    public @Nullable ManualOverride override() {
        return null;
    }

    @Override
    public ImageState overriddenBy(@Nullable ManualOverride changed) {
        return this;
    }

    @Override
    public ImageState with(Ids changed) {
        return new ImageState(domain, target, policy, changed, seen, ahead, course, orders, lastVerdict, dueAt);
    }

    ImageState with(Course changed) {
        return new ImageState(domain, target, policy, ids, seen, ahead, changed, orders, lastVerdict, dueAt);
    }

    ImageState with(Orders changed) {
        return new ImageState(domain, target, policy, ids, seen, ahead, course, changed, lastVerdict, dueAt);
    }

    ImageState under(ImagePolicy changed) {
        return new ImageState(domain, target, changed, ids, seen, ahead, course, orders, lastVerdict, Instant.EPOCH);
    }

    ImageState seeing(Seen<ObservedTemplate> observed) {
        return new ImageState(
                domain,
                target,
                policy,
                ids,
                observed,
                ahead,
                course,
                orders.seen(observed.at()),
                lastVerdict,
                Instant.EPOCH);
    }

    ImageState aheadOf(Optional<ScheduleItem> item) {
        return new ImageState(domain, target, policy, ids, seen, item, course, orders, lastVerdict, Instant.EPOCH);
    }

    ImageState concluding(String verdict) {
        return new ImageState(domain, target, policy, ids, seen, ahead, course, orders, verdict, dueAt);
    }

    ImageState dueAt(Instant at) {
        return new ImageState(domain, target, policy, ids, seen, ahead, course, orders, lastVerdict, at);
    }

    /** The next tick evaluates it. */
    ImageState dueNow() {
        return dueAt(Instant.EPOCH);
    }
}

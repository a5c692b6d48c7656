package io.tidegate.streams.termination;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** When something is due by itself. */
final class Timing {
    /** So much time is left for an answer to reach AWS. */
    static final Duration MARGIN = Duration.ofSeconds(30);

    /** A second delivery of a message comes within its queue's retention: 14 days at most (SQS quotas); most in minutes. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    /** As often as the shortest hook needs it, while nobody has told how long this one waits. */
    private static final Duration UNKNOWN = Duration.ofSeconds(12);

    /** When a heartbeat is sent, in thousandths of the timeout. */
    private static final int EARLIEST = 50;

    private static final int LATEST = 480;

    private Timing() {}

    /**
     * Before half of the hooks' timeout is over; the first not at the same moment for all that were noticed together. At once for one
     * that was found waiting: nobody knows since when it does.
     */
    static Instant nextHeartbeat(InstanceState state) {
        var hook = state.facts().hook();
        var last = state.course().heartbeatAt();
        if (last == null && state.notice().isFound()) {
            return state.notice().at();
        }
        if (hook == null) {
            return (last == null ? state.notice().at() : last).plus(UNKNOWN);
        }
        return last == null
                ? state.notice().at().plus(thousandths(hook.heartbeat(), first(state)))
                : last.plus(thousandths(hook.heartbeat(), LATEST));
    }

    // By the instance: ten thousand hooks of an hour ask for less than eight heartbeats a second.
    private static int first(InstanceState state) {
        return EARLIEST + Math.floorMod(state.notice().instance().hashCode(), LATEST - EARLIEST + 1);
    }

    private static Duration thousandths(Duration whole, int share) {
        return whole.multipliedBy(share).dividedBy(1_000);
    }

    /** When the hooks must have an answer, before AWS gives its own. */
    static Instant limit(InstanceState state) {
        var hook = state.facts().hook();
        return hook == null
                ? InstanceState.NEVER
                : state.notice().at().plus(hook.global()).minus(MARGIN);
    }

    /** When the state is to be looked at again, unless something happens before. */
    static Instant nextOf(InstanceState state, Instant now) {
        var since = state.course().since();
        if (state.course().phase().isOver()) {
            return since == null ? now.plus(REMEMBERED) : since.plus(REMEMBERED);
        }
        var policy = state.policy();
        var notice = state.notice();
        var own = switch (notice.kind()) {
            case LAUNCHING -> Stream.of(notice.at().plus(policy.launchDeadline()));
            case SPOT -> Stream.of(notice.at().plus(policy.spotDeadline()));
            case TERMINATING ->
                policy.ladder().rungs().stream().map(rung -> notice.at().plus(rung.after()));
        };
        var others = Stream.concat(
                state.orders().ends(),
                Stream.of(
                        nextHeartbeat(state),
                        limit(state),
                        state.retryAfter() == null ? InstanceState.NEVER : state.retryAfter()));
        return Stream.concat(own, others)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(InstanceState.NEVER);
    }
}

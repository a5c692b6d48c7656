package io.tidegate.streams.capacity;

import io.tidegate.streams.policy.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What earlier evaluations wanted, as far as the policy's behaviour still asks for it.
 *
 * @param lows answers of which the least holds back a scale-out
 * @param highs answers of which the most holds back a scale-in
 * @param out whether a scale-out was asked for, period by period
 * @param in whether a scale-in was asked for, period by period
 */
public record Memory(Recommendations lows, Recommendations highs, Ballot out, Ballot in) {
    /** Nothing to remember. */
    public static final Memory NONE = new Memory(Recommendations.NONE, Recommendations.NONE, Ballot.NONE, Ballot.NONE);

    /** Takes in what an evaluation wants. */
    Memory after(int wanted, int current, Instant now, Behaviour behaviour) {
        var windows = behaviour.stabilization();
        var confirm = behaviour.confirm();
        if (!windows.isAny()
                && confirm.scaleOut().isEmpty()
                && confirm.scaleIn().isEmpty()) {
            return NONE;
        }
        return new Memory(
                lows.orStart(current, now).least(wanted, now, windows.scaleOut()),
                highs.orStart(current, now).most(wanted, now, windows.scaleIn()),
                vote(out, confirm.scaleOut(), wanted > current, now),
                vote(in, confirm.scaleIn(), wanted < current, now));
    }

    private static Ballot vote(Ballot ballot, Optional<Behaviour.Quorum> quorum, boolean asked, Instant now) {
        return quorum.map(Behaviour.Quorum::every)
                .map((Duration every) -> ballot.with(asked, now.getEpochSecond() / every.toSeconds()))
                .orElse(Ballot.NONE);
    }

    /**
     * In which of the last 64 periods something was asked for.
     *
     * @param period counts periods since the epoch
     * @param bits the lowest is this period's, the next the one's before it
     */
    public record Ballot(long period, long bits) {
        static final Ballot NONE = new Ballot(0, 0);

        /** The last answer of a period is the one that counts. */
        private Ballot with(boolean asked, long now) {
            long passed = now - period;
            long before = passed >= Long.SIZE ? 0 : passed <= 0 ? bits & ~1L : bits << passed;
            return new Ballot(Math.max(period, now), before | (asked ? 1 : 0));
        }

        /** Periods among the last {@code of} in which it was asked for. */
        int count(int of) {
            return Long.bitCount(bits & ((1L << of) - 1));
        }
    }
}

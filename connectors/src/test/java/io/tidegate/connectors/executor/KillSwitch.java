package io.tidegate.connectors.executor;

/** Kills the process that runs into its n-th point: nothing after it happens. */
final class KillSwitch {
    private long countdown;
    private long passed;

    /** Kills at the {@code point}-th from now, counted from 1; 0 never kills. */
    void arm(long point) {
        countdown = point;
    }

    void point() {
        passed++;
        if (countdown > 0 && --countdown == 0) {
            throw new Killed();
        }
    }

    /** Points that were reached so far. */
    long passed() {
        return passed;
    }

    /** Like the machine's end, it is not for anybody to catch. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }
}

package io.tidegate.deploy.view;

/** How the commands seen ended: emitted = applied + skipped + refused + failed + pending. */
public record CommandCounts(long emitted, long applied, long skipped, long refused, long failed) {
    /** Before the first command. */
    public static final CommandCounts NONE = new CommandCounts(0, 0, 0, 0, 0);

    /** Commands without an outcome so far. */
    public long pending() {
        return emitted - applied - skipped - refused - failed;
    }
}

package io.tidegate.deploy.cli;

/** Exit codes of every verb; 130, an interrupt, is the JVM's own. */
final class Exit {
    /** Done, nothing to complain about. */
    static final int OK = 0;
    /** It could not be done. */
    static final int ERROR = 1;
    /** It would change, it differs, or an assertion failed. */
    static final int DIFFERS = 2;
    /** The command line is wrong. sysexits.h: EX_USAGE. */
    static final int USAGE = 64;

    private Exit() {}
}

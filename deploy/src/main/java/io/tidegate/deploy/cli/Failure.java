package io.tidegate.deploy.cli;

import java.util.Optional;

/** An expected end of a verb: one line for people, a code for programs, and where it went wrong when that has a place. */
final class Failure extends RuntimeException {
    private final int exit;
    private final String code;
    private final Optional<String> at;

    Failure(int exit, String code, String message, Optional<String> at) {
        super(message);
        this.exit = exit;
        this.code = code;
        this.at = at;
    }

    /** Something is not as the verb needs it. */
    static Failure error(String code, String message) {
        return new Failure(Exit.ERROR, code, message, Optional.empty());
    }

    /** The command line is wrong. */
    static Failure usage(String message) {
        return new Failure(Exit.USAGE, "usage", message, Optional.empty());
    }

    int exit() {
        return exit;
    }

    String code() {
        return code;
    }

    Optional<String> at() {
        return at;
    }
}

package io.tidegate.deploy.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a verb sees of the process around it.
 *
 * @param home folder that holds {@code .tidegate}
 * @param environment a variable by name; empty when it is not set
 * @param in standard input
 * @param clock wall clock
 */
record Shell(Path home, Function<String, Optional<String>> environment, InputStream in, Clock clock) {

    /** The shell of this process. */
    static Shell ofProcess() {
        return new Shell(
                Path.of(System.getProperty("user.home")),
                name -> Optional.ofNullable(System.getenv(name)),
                System.in,
                Clock.systemUTC());
    }
}

package io.tidegate.deploy.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Silences what production code logs of the faults that it is given. */
final class Quiet {
    private Quiet() {}

    static void logs() {
        ((Logger) LoggerFactory.getLogger("io.tidegate.connectors")).setLevel(Level.OFF);
    }
}

package io.tidegate.deploy.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How local mode runs.
 *
 * @param data folder that keeps the topics; empty for one that goes with the process
 * @param trace load; {@link LoadTrace#day} unless a file is given
 * @param seed of everything that chance decides
 * @param pace divides the simulated latencies
 * @param calm whether the simulated AWS never throttles
 * @param httpPort of the status page; 0 for any that is free
 * @param snapshotInterval between two snapshots of a domain, so that a short run has some to replay from
 */
public record LocalOptions(
        Optional<Path> data,
        LoadTrace trace,
        long seed,
        double pace,
        boolean calm,
        int httpPort,
        Duration snapshotInterval) {

    public LocalOptions {
        if (!(pace > 0) || Double.isInfinite(pace)) {
            throw new IllegalArgumentException("pace must be positive and finite, was " + pace);
        }
    }
}

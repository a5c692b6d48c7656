package io.tidegate.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.Topology;

/**
 * What topologies look like, as checked in beside their tests: names of stores and nodes are names of topics and metrics, so
 * that a change of one is a migration. On a wanted change, the text that the test shows goes into the file.
 */
public final class TopologyText {
    private TopologyText() {}

    public static String of(Topology topology) {
        return topology.describe().toString();
    }

    /** The text in {@code topology.txt} of the test's package. */
    public static String checkedIn(Class<?> test) {
        try (var file = test.getResourceAsStream("topology.txt")) {
            if (file == null) {
                throw new IllegalStateException("topology.txt must be beside " + test.getName() + ", was not");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

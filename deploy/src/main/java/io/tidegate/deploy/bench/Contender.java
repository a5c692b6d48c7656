package io.tidegate.deploy.bench;

import io.tidegate.deploy.bench.Tally.Window;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.streams.Topology;

/** One of the two that aggregate the same samples. */
interface Contender {
    String name();

    Topology topology();

    /** Settings beside those that both have. */
    Map<String, Object> settings();

    /** What it has told since {@code start}, committed, by the last word on each window. */
    SortedMap<Window, Tally> told(Instant start);
}

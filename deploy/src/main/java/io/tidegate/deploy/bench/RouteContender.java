package io.tidegate.deploy.bench;

import io.tidegate.deploy.bench.Tally.Window;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.PartialPane;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.streams.route.RouteSettings;
import io.tidegate.streams.route.RouteTopology;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.Topology;

/** The first hop as it runs in the service: it tells partial panes to the journal. */
record RouteContender(Stand stand) implements Contender {
    @Override
    public String name() {
        return "tidegate";
    }

    @Override
    public Topology topology() {
        return new RouteTopology(stand.topics, stand.registry, RouteSettings.DEFAULT).get();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of();
    }

    // A series is keyed, so all of it comes by one origin, and the last pane is the whole.
    @Override
    public SortedMap<Window, Tally> told(Instant start) {
        var serde = AvroSerde.of(stand.topics.journal(), JournalEntry.class, stand.registry);
        var told = new TreeMap<Window, Tally>();
        new TopicReader(stand.access).read(stand.topics.journal().name(), Range.since(start), found -> {
            if (serde.decode(found.value()).getInput() instanceof PartialPane pane) {
                told.put(
                        new Window(pane.getSeries(), pane.getStart()),
                        new Tally(pane.getCount(), pane.getSum(), pane.getMin(), pane.getMax()));
            }
        });
        return told;
    }
}

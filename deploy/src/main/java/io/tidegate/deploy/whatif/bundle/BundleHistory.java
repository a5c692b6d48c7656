package io.tidegate.deploy.whatif.bundle;

import io.tidegate.deploy.whatif.Decoder;
import io.tidegate.deploy.whatif.History;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;

/** The past in a bundle. Nothing else is asked: no broker, no registry. */
public final class BundleHistory implements History, AutoCloseable {
    private final BundleFile file;
    private final SchemaRegistry schemas;
    private final Decoder decoder;
    private final Set<String> incomparable;

    private BundleHistory(BundleFile file) {
        this.file = file;
        this.schemas = new BundleSchemas(file.schemas());
        this.decoder = new Decoder(Topics.standard(), schemas);
        this.incomparable = file.content()
                .redaction()
                .map(redaction -> Set.copyOf(redaction.incomparable()))
                .orElse(Set.of());
    }

    /**
     * Opens one.
     *
     * @throws IllegalArgumentException when it is not whole, or no bundle that is known here, naming file and entry
     */
    public static BundleHistory open(Path file) {
        return new BundleHistory(BundleFile.open(file));
    }

    /** What is in it. */
    public Manifest manifest() {
        return file.content();
    }

    @Override
    public String name() {
        return "bundle " + file.path();
    }

    @Override
    public SchemaRegistry schemas() {
        return schemas;
    }

    @Override
    public Optional<Instant> start() {
        return manifest().from();
    }

    @Override
    public Set<String> incomparable() {
        return incomparable;
    }

    @Override
    public void read(Set<Kind> kinds, Slice slice, Sink sink) {
        var lanes = new ArrayList<Lane>();
        var wanted = new Lane.Wanted(slice, partitions(slice));
        try {
            for (var kind : Kind.values()) {
                if (kinds.contains(kind)) {
                    lanes.add(new Lane(kind, file.open(kind), wanted, decoder));
                }
            }
            merge(lanes, sink);
        } catch (IOException | UncheckedIOException | AvroRuntimeException | SerializationException e) {
            throw new IllegalArgumentException(
                    "%s: records must be readable, were not: %s".formatted(file.path(), e.getMessage()), e);
        } finally {
            lanes.forEach(Lane::close);
        }
    }

    // Ticks of other partitions would be those of another clock.
    private Set<Integer> partitions(Slice slice) {
        var partitions = new TreeSet<Integer>();
        manifest().domains().forEach((domain, partition) -> {
            if (slice.domains().isEmpty() || slice.domains().contains(domain)) {
                partitions.add(partition);
            }
        });
        return partitions;
    }

    // Of the same moment: in the order of the kinds, as in topics.
    private static void merge(List<Lane> lanes, Sink sink) {
        var ready = new PriorityQueue<Lane>(Comparator.comparing(Lane::arrival).thenComparing(Lane::kind));
        lanes.stream().filter(Lane::advance).forEach(ready::add);
        while (!ready.isEmpty()) {
            var lane = ready.remove();
            lane.give(sink);
            if (lane.advance()) {
                ready.add(lane);
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }
}

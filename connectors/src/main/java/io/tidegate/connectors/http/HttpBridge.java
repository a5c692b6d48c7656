package io.tidegate.connectors.http;

import io.tidegate.connectors.bridge.Agenda;
import io.tidegate.connectors.bridge.Agenda.Due;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.Emitter.Keyed;
import io.tidegate.connectors.bridge.Fanout;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.naming.Series;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP source: each pass starts the reads that are due, every URL on a virtual thread of its own, and does not wait
 * for them. A URL that hangs misses its own slots and nobody else's.
 */
public final class HttpBridge implements Loop.Pass, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpBridge.class);

    private final Supplier<? extends Collection<HttpQuery>> wanted;
    private final HttpJsonReader reader;
    private final Agenda<HttpQuery> agenda = new Agenda<>(HttpQuery::interval);
    private final Fanout<HttpQuery> fanout;
    private final Emitter<MetricSample> emitter;
    private final Clock clock;

    /** What the bridge reads with and writes to. */
    public record Access(Secrets secrets, Emitter<MetricSample> emitter, SourceCounters counters, Clock clock) {}

    /** @param wanted the queries of now; asked in every pass */
    public HttpBridge(HttpConfig config, Supplier<? extends Collection<HttpQuery>> wanted, Access access) {
        this.wanted = wanted;
        this.reader = new HttpJsonReader(config, access.secrets(), access.counters());
        this.fanout = new Fanout<>("http", config.concurrency(), access.counters());
        this.emitter = access.emitter();
        this.clock = access.clock();
    }

    /** What every query reads as once, one after another, each within its timeout. */
    public static List<MetricSample> readOnce(
            HttpConfig config, Collection<HttpQuery> queries, Secrets secrets, Clock clock)
            throws InterruptedException {
        var samples = new ArrayList<MetricSample>();
        try (var reader = new HttpJsonReader(config, secrets, new SourceCounters())) {
            for (var query : queries) {
                samples.add(HttpMapper.sample(query, clock.instant(), reader.read(query)));
            }
        }
        return samples;
    }

    @Override
    public void run() {
        for (var due : agenda.due(clock.instant(), wanted.get())) {
            fanout.start(due.query(), () -> poll(due));
        }
    }

    private void poll(Due<HttpQuery> due) throws InterruptedException {
        var query = due.query();
        var reading = reader.read(query);
        var series = Series.of(query.sampleName(), query.dimensions());
        if (reading instanceof HttpReading.Failed failed) {
            LOG.atDebug()
                    .addKeyValue("metric", series)
                    .addKeyValue("error", failed.error())
                    .log("A number could not be read");
        }
        emitter.emit(List.of(new Keyed<>(series, HttpMapper.sample(query, due.at(), reading))));
    }

    @Override
    public void close() {
        fanout.close();
        reader.close();
    }
}

package io.tidegate.connectors.cloudwatch;

import io.tidegate.connectors.bridge.Agenda;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.Emitter.Keyed;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.naming.Series;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;

/**
 * The CloudWatch source: each pass reads the queries that are due and sends what is new. Only settled periods are read,
 * never the running one; the latest are read again each time, so that a late point replaces the absence before it.
 */
public final class CloudWatchBridge implements Loop.Pass {
    private final Supplier<? extends Collection<CloudWatchQuery>> wanted;
    private final CloudWatchReader reader;
    private final CloudWatchPlan plan;
    private final Agenda<CloudWatchQuery> agenda;
    private final Emitter<MetricSample> emitter;
    private final Clock clock;
    private final SentSamples sent = new SentSamples();

    /** What the bridge reads with and writes to. */
    public record Access(
            Function<GetMetricDataRequest, GetMetricDataResponse> api,
            Emitter<MetricSample> emitter,
            SourceCounters counters,
            Clock clock) {}

    /** @param wanted the queries of now; asked in every pass */
    public CloudWatchBridge(
            CloudWatchConfig config, Supplier<? extends Collection<CloudWatchQuery>> wanted, Access access) {
        this.wanted = wanted;
        this.reader = new CloudWatchReader(access.api(), access.counters());
        this.plan = new CloudWatchPlan(config);
        this.agenda = new Agenda<>(config::interval);
        this.emitter = access.emitter();
        this.clock = access.clock();
    }

    /** What every query reads as once: the periods that settled, as far back as its lateness. */
    public static List<MetricSample> readOnce(
            CloudWatchConfig config,
            Collection<CloudWatchQuery> queries,
            Function<GetMetricDataRequest, GetMetricDataResponse> api,
            Instant now) {
        var reader = new CloudWatchReader(api, new SourceCounters());
        return new CloudWatchPlan(config)
                .batches(queries, now).stream()
                        .flatMap(batch -> reader.read(batch).stream())
                        .flatMap(reading -> CloudWatchMapper.samples(reading).stream())
                        .toList();
    }

    @Override
    public void run() throws InterruptedException {
        var queries = wanted.get();
        sent.retain(queries.stream().map(CloudWatchBridge::series).collect(Collectors.toSet()));
        var now = clock.instant();
        var due = agenda.due(now, queries).stream().map(Agenda.Due::query).toList();
        for (var batch : plan.batches(due, now)) {
            var readings = reader.read(batch);
            checkpoint(emit(readings));
            readings.forEach(reading ->
                    sent.forgetBefore(series(reading.query()), reading.range().start()));
        }
    }

    private List<MetricSample> emit(List<Reading> readings) throws InterruptedException {
        var news = readings.stream()
                .flatMap(reading -> CloudWatchMapper.samples(reading).stream())
                .filter(sent::isNews)
                .toList();
        var records = news.stream()
                .map(sample -> new Keyed<>(SentSamples.series(sample), sample))
                .toList();
        return news.subList(0, emitter.emit(records));
    }

    private void checkpoint(List<MetricSample> acknowledged) {
        acknowledged.forEach(sent::remember);
    }

    private static String series(CloudWatchQuery query) {
        return Series.of(query.sampleName(), query.dimensions());
    }
}

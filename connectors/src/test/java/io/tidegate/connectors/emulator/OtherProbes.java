package io.tidegate.connectors.emulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** What sources ask of CloudWatch, and what outcomes need of EventBridge. */
final class OtherProbes {
    private OtherProbes() {}

    static List<Probe> all() {
        // A minute that is over, and not long ago: both sides keep it.
        var minute = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
        return List.of(
                new Probe("PutMetricData, to be read", subject -> put(subject, minute)),
                new Probe("GetMetricData, average", subject -> read(subject, minute, "load", "Average")),
                new Probe("GetMetricData, maximum", subject -> read(subject, minute, "load", "Maximum")),
                new Probe("GetMetricData, unknown metric", subject -> read(subject, minute, "none", "Average")),
                new Probe("GetMetricData, no statistic", subject -> read(subject, minute, "load", "Mean")),
                new Probe("PutEvents", subject -> events(subject, List.of(entry("{\"n\":1}"), entry("{\"n\":2}")))),
                new Probe(
                        "PutEvents, detail that is no JSON",
                        subject -> events(subject, List.of(entry("{\"n\":1}"), entry("no JSON")))),
                new Probe(
                        "PutEvents, without detail type",
                        subject -> events(
                                subject,
                                List.of(entry("{}").toBuilder().detailType(null).build(), entry("{\"n\":1}")))),
                new Probe(
                        "PutEvents, without source",
                        subject -> events(
                                subject,
                                List.of(entry("{}").toBuilder().source(null).build()))),
                new Probe("PutEvents, eleven", subject -> events(subject, Collections.nCopies(11, entry("{}")))));
    }

    private static Facts put(Subject subject, Instant minute) {
        subject.clients()
                .cloudWatch()
                .putMetricData(request -> request.namespace("Probe").metricData(datum(minute, 10), datum(minute, 30)));
        return Facts.accepted();
    }

    private static MetricDatum datum(Instant minute, double value) {
        return MetricDatum.builder()
                .metricName("load")
                .timestamp(minute)
                .value(value)
                .build();
    }

    private static Facts read(Subject subject, Instant minute, String metric, String statistic) {
        var query = MetricDataQuery.builder()
                .id("q0")
                .returnData(true)
                .metricStat(stat -> stat.metric(Metric.builder()
                                .namespace("Probe")
                                .metricName(metric)
                                .build())
                        .stat(statistic)
                        .period(60))
                .build();
        var result = subject.clients()
                .cloudWatch()
                .getMetricData(request -> request.startTime(minute.minusSeconds(120))
                        .endTime(minute.plusSeconds(120))
                        .metricDataQueries(query))
                .metricDataResults()
                .getFirst();
        return Facts.of("values", result.values())
                .and("status", result.statusCode())
                .and("times", result.timestamps().equals(List.of(minute)));
    }

    private static Facts events(Subject subject, List<PutEventsRequestEntry> entries) {
        var answer = subject.clients().events().putEvents(request -> request.entries(entries));
        return Facts.of("failed", answer.failedEntryCount())
                .and(
                        "errors",
                        answer.entries().stream()
                                .map(PutEventsResultEntry::errorCode)
                                .map(String::valueOf)
                                .toList())
                .and(
                        "ids",
                        answer.entries().stream()
                                .filter(entry -> entry.eventId() != null)
                                .count());
    }

    private static PutEventsRequestEntry entry(String detail) {
        return PutEventsRequestEntry.builder()
                .source("tidegate")
                .detailType("Command Outcome")
                .detail(detail)
                .build();
    }
}

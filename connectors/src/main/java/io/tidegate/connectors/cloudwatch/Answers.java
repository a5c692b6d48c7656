package io.tidegate.connectors.cloudwatch;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.cloudwatch.CloudWatchPlan.Batch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Collects what the calls of one batch answer about each of its queries, by the id that the query has in the calls. */
final class Answers {
    private final Batch batch;
    private final Map<String, Answer> byId = new LinkedHashMap<>();

    Answers(Batch batch) {
        this.batch = batch;
        for (var query : batch.queries()) {
            // GetMetricData: ids start with a lower-case letter (API reference).
            byId.put("q" + byId.size(), new Answer(query));
        }
    }

    /** Takes a page. A later answer about a query says whether it is finished, points add up. */
    void add(GetMetricDataResponse page) {
        for (var result : page.metricDataResults()) {
            var answer = byId.get(result.id());
            if (answer != null) {
                answer.add(result);
            }
        }
    }

    /** The queries that are not finished yet, by id, in the order of the batch. */
    Map<String, CloudWatchQuery> unfinished() {
        var unfinished = new LinkedHashMap<String, CloudWatchQuery>();
        byId.forEach((id, answer) -> {
            if (answer.progress == Progress.UNFINISHED) {
                unfinished.put(id, answer.query);
            }
        });
        return unfinished;
    }

    /** One reading for each query, in the order of the batch; what is unfinished stays without absences. */
    List<Reading> readings(SourceCounters counters) {
        var readings = new ArrayList<Reading>();
        for (var answer : byId.values()) {
            if (answer.progress == Progress.REFUSED) {
                counters.countError(ErrorKind.AWS);
                readings.add(new Reading.Failed(answer.query, batch.range(), answer.error));
            } else {
                boolean complete = answer.progress == Progress.COMPLETE;
                readings.add(new Reading.Answered(answer.query, batch.range(), answer.points, complete));
            }
        }
        return readings;
    }

    private enum Progress {
        UNFINISHED,
        COMPLETE,
        REFUSED
    }

    /** What is known about one query so far. */
    private static final class Answer {
        private final CloudWatchQuery query;
        private final TreeMap<Instant, Double> points = new TreeMap<>();
        private Progress progress = Progress.UNFINISHED;
        private String error = "";

        Answer(CloudWatchQuery query) {
            this.query = query;
        }

        void add(MetricDataResult result) {
            for (int i = 0;
                    i < Math.min(result.timestamps().size(), result.values().size());
                    i++) {
                points.put(result.timestamps().get(i), result.values().get(i));
            }
            var status = result.statusCode() == null ? StatusCode.COMPLETE : result.statusCode();
            progress = switch (status) {
                case COMPLETE -> Progress.COMPLETE;
                case PARTIAL_DATA -> Progress.UNFINISHED;
                default -> Progress.REFUSED;
            };
            var messages = result.messages();
            error = status
                    + (messages.isEmpty() ? "" : ": " + messages.getFirst().value());
        }
    }
}

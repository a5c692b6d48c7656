package io.tidegate.streams.ecsautoscale;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What metric sources answered, as a snapshot has it. A source that is not here gave no datapoints, or could not be reached. */
public record Readings(List<Series> cloudWatch, List<Answer> http) implements SourceReadings {

    /** Datapoints of a CloudWatch metric, in the order of the answer. */
    public record Series(
            String namespace, String metric, SortedMap<String, String> dimensions, List<Datapoint> datapoints) {}

    /** A datapoint: numbers by statistic. */
    public record Datapoint(Instant at, SortedMap<String, Item> statistics) {}

    /**
     * The answer of an HTTP source.
     *
     * @param status 0 when it could not be reached
     * @param body empty when it is not JSON
     */
    public record Answer(String method, String url, long status, Optional<Item> body) {
        /** Leaves out the URL, which may hold credentials. */
        @Override
        public String toString() {
            return "Answer[%s, status=%d]".formatted(method, status);
        }
    }

    /** The answer of CloudWatch about a metric. */
    public Optional<Series> series(String namespace, String metric, SortedMap<String, String> dimensions) {
        return cloudWatch.stream()
                .filter(series -> series.namespace().equals(namespace)
                        && series.metric().equals(metric)
                        && series.dimensions().equals(dimensions))
                .findFirst();
    }

    /** The time of the newest datapoint. */
    public Optional<Instant> latest() {
        return cloudWatch.stream()
                .flatMap(series -> series.datapoints().stream())
                .map(Datapoint::at)
                .max(Comparator.naturalOrder());
    }

    @Override
    public Optional<Datapoint> latest(Source.CloudWatch source) {
        return series(source.namespace(), source.metric(), source.dimensions())
                .flatMap(series -> series.datapoints().stream().max(Comparator.comparing(Datapoint::at))); // Q16
    }

    @Override
    public Optional<Answer> answer(Source.Http source) {
        return http.stream()
                .filter(answer ->
                        answer.method().equals(source.method()) && answer.url().equals(source.url()))
                .findFirst();
    }
}

package io.tidegate.deploy.decide;

import io.tidegate.schemas.CloudWatchSource;
import io.tidegate.schemas.HttpSource;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.PolicyMetric;
import io.tidegate.schemas.SampleStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The readings of one look as the {@code metrics} of a snapshot: as CloudWatch and the HTTP sources answered. */
final class SnapshotMetrics {
    private static final Pattern STEP = Pattern.compile("\\[([0-9]{1,9})\\]|([^.\\[\\]]+)");
    private static final int OK = 200;

    private final Collection<MetricSample> samples;
    private final Map<Series, SortedMap<Instant, Map<String, Object>>> cloudWatch = new LinkedHashMap<>();
    private final Map<Request, Answer> http = new LinkedHashMap<>();

    private record Series(String namespace, String metric, SortedMap<String, String> dimensions) {}

    private record Request(String method, String url) {}

    /** A body that grows field by field, or null for a source that could not be read. */
    private static final class Answer {
        private @Nullable Object body;

        void put(String path, double value) {
            body = put(
                    body, STEP.matcher(path).results().map(step -> step.group()).toList(), value);
        }

        private static Object put(@Nullable Object node, List<String> steps, double value) {
            if (steps.isEmpty()) {
                return value;
            }
            var rest = steps.subList(1, steps.size());
            var step = steps.getFirst();
            if (step.startsWith("[")) {
                int index = Integer.parseInt(step.substring(1, step.length() - 1));
                var list = node instanceof List<?> old ? new ArrayList<Object>(old) : new ArrayList<Object>();
                while (list.size() <= index) {
                    list.add(Map.of());
                }
                list.set(index, put(list.get(index), rest, value));
                return list;
            }
            var fields = new LinkedHashMap<String, Object>();
            if (node instanceof Map<?, ?> old) {
                old.forEach((key, field) -> fields.put(String.valueOf(key), Objects.requireNonNull(field)));
            }
            fields.put(step, put(fields.get(step), rest, value));
            return fields;
        }
    }

    private SnapshotMetrics(Collection<MetricSample> samples) {
        this.samples = samples;
    }

    /** What metrics of policies read. */
    static Map<String, Object> of(Collection<PolicyMetric> metrics, Collection<MetricSample> samples) {
        var all = new SnapshotMetrics(samples);
        metrics.forEach(all::add);
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "cloudwatch",
                all.cloudWatch.entrySet().stream()
                        .map(one -> json(one.getKey(), one.getValue()))
                        .toList());
        json.put(
                "http",
                all.http.entrySet().stream()
                        .map(one -> json(one.getKey(), one.getValue()))
                        .toList());
        return json;
    }

    private void add(PolicyMetric metric) {
        for (var sample : samples) {
            if (isSelected(sample, metric)) {
                switch (metric.getSource()) {
                    case CloudWatchSource source -> add(source, sample);
                    case HttpSource source -> add(source, sample);
                    default -> {} // Published by others: one look does not see it.
                }
            }
        }
    }

    // A dimension such as <service> stands for the target's own.
    private static boolean isSelected(MetricSample sample, PolicyMetric metric) {
        return sample.getName().equals(metric.getSelectorName())
                && metric.getSelectorDimensions().entrySet().stream()
                        .allMatch(dimension -> dimension.getValue().startsWith("<")
                                || dimension
                                        .getValue()
                                        .equals(sample.getDimensions().get(dimension.getKey())));
    }

    private void add(CloudWatchSource source, MetricSample sample) {
        if (sample.getStatus() == SampleStatus.OK) {
            var series =
                    new Series(source.getNamespace(), source.getMetricName(), new TreeMap<>(sample.getDimensions()));
            cloudWatch
                    .computeIfAbsent(series, _ -> new TreeMap<>())
                    .computeIfAbsent(Objects.requireNonNull(sample.getAt()), _ -> new LinkedHashMap<>())
                    .put(source.getStatistic(), Objects.requireNonNull(sample.getValue()));
        }
    }

    private void add(HttpSource source, MetricSample sample) {
        var answer = http.computeIfAbsent(new Request(source.getMethod(), source.getUrl()), _ -> new Answer());
        if (sample.getStatus() == SampleStatus.OK) {
            answer.put(source.getPath(), Objects.requireNonNull(sample.getValue()));
        }
    }

    private static Map<String, Object> json(Series series, SortedMap<Instant, Map<String, Object>> points) {
        var json = new LinkedHashMap<String, Object>();
        json.put("namespace", series.namespace());
        json.put("metric_name", series.metric());
        json.put(
                "dimensions",
                series.dimensions().entrySet().stream()
                        .map(dimension -> Map.of("Name", dimension.getKey(), "Value", dimension.getValue()))
                        .toList());
        var datapoints = new ArrayList<Map<String, Object>>();
        points.forEach((at, statistics) -> {
            var datapoint = new LinkedHashMap<String, Object>();
            datapoint.put("Timestamp", at.toString());
            datapoint.putAll(statistics);
            datapoints.add(datapoint);
        });
        json.put("datapoints", datapoints);
        return json;
    }

    private static Map<String, Object> json(Request request, Answer answer) {
        var json = new LinkedHashMap<String, Object>();
        json.put("method", request.method());
        json.put("url", request.url());
        if (answer.body == null) {
            json.put("connection_error", true);
        } else {
            json.put("status", OK);
            json.put("body", answer.body);
        }
        return json;
    }
}

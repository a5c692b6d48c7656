package io.tidegate.streams.policy.file;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.trial.Curve;
import io.tidegate.streams.policy.trial.Demand;
import io.tidegate.streams.policy.trial.Plant;
import io.tidegate.streams.policy.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads an item of {@code cases}. */
final class CaseReader {
    // A Monday, so that windows of working days hold; any fixed moment would do.
    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(5); // One pane.

    private final Section section;
    private final CapacityPolicy policy;
    private final Target target;
    private final Duration lasts;

    private CaseReader(Section section, CapacityPolicy policy, Target target, Duration lasts) {
        this.section = section;
        this.policy = policy;
        this.target = target;
        this.lasts = lasts;
    }

    /** A case of one of the policies; empty after a problem. */
    static Optional<Trial> read(Section section, List<CapacityPolicy> policies) {
        var wanted = section.get("target");
        var named = wanted.text();
        var lasts = Offsets.read(section.require("lasts"), Duration.ofSeconds(1), Trial.LONGEST)
                .orElse(Trial.LONGEST);
        for (var policy : policies) {
            for (var target : policy.targets()) {
                if (named.isEmpty() || named.get().equals(target.text())) {
                    return new CaseReader(section, policy, target, lasts).read();
                }
            }
        }
        wanted.wrong("a target of the policy", "\"" + named.orElse("") + "\"");
        return Optional.empty();
    }

    private Optional<Trial> read() {
        String name = section.require("name").text("");
        Instant start = section.get("start")
                .read("a time such as 2026-11-02T08:00:00Z", CaseReader::instant)
                .orElse(START);
        Optional<Plant> plant = section.has("observed")
                ? section.get("observed").section().flatMap(this::plant)
                : Optional.of(new Plant(policy.bounds().min(), policy.bounds().min(), policy.bounds(), Duration.ZERO));
        List<Demand> series = section.get("series").list().stream()
                .flatMap(value -> value.section().flatMap(this::demand).stream())
                .toList();
        List<Trial.Expected> expected = section.require("expect").list().stream()
                .flatMap(value -> value.section().stream())
                .flatMap(item ->
                        ExpectationReader.read(item, lasts)
                                .map(what -> new Trial.Expected(item.mark().getLine() + 1, what))
                                .stream())
                .toList();
        return section.build(
                () -> new Trial(name, policy, target, start, lasts, plant.orElseThrow(), series, expected));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private Optional<Plant> plant(Section observed) {
        int desired = observed.get("desired").integer(policy.bounds().min());
        int running = observed.get("running").integer(desired);
        int min = observed.get("min").integer(policy.bounds().min());
        int max = observed.get("max").integer(policy.bounds().max());
        Duration startup = Offsets.read(observed.get("startup"), Duration.ZERO, Trial.LONGEST)
                .orElse(Duration.ZERO);
        return observed.build(() -> new Plant(desired, running, new Bounds(min, max), startup));
    }

    private Optional<Demand> demand(Section item) {
        Value alias = item.require("metric");
        Optional<Metric> metric = alias.read("an alias of the policy's metrics", this::metric);
        Map<String, String> dimensions = item.get("dimensions")
                .section()
                .map(map -> map.texts(Value::text))
                .orElse(Map.of());
        Duration interval = metric.map(found -> interval(found.source())).orElse(EVERY);
        Duration every = Offsets.read(item.get("every"), Duration.ofSeconds(1), Trial.LONGEST)
                .orElse(interval);
        if (metric.map(Metric::source).orElse(null) instanceof MetricSource.CloudWatch && !every.equals(interval)) {
            item.get("every").wrong("the period of the metric, " + Durations.text(interval), Durations.text(every));
        }
        boolean shared = item.get("shared").flag(false);
        Optional<Curve> values = CurveReader.read(item.require("values"), lasts);
        return item.build(
                () -> new Demand(metric.orElseThrow(), new TreeMap<>(dimensions), every, values.orElseThrow(), shared));
    }

    private Optional<Metric> metric(String alias) {
        return policy.metrics().stream()
                .filter(metric -> metric.alias().equals(alias))
                .findFirst();
    }

    private static Duration interval(MetricSource source) {
        return source instanceof MetricSource.Pushed ? EVERY : source.interval();
    }
}

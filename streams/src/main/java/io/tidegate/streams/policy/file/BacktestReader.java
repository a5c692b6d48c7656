package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.trial.Backtest;
import io.tidegate.streams.policy.trial.Backtest.Assumed;
import io.tidegate.streams.policy.trial.Backtest.Limit;
import io.tidegate.streams.policy.trial.Backtest.Measure;
import io.tidegate.streams.policy.trial.Backtest.Past;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads an item of {@code pasts}. */
final class BacktestReader {
    private static final Duration LONGEST = Duration.ofDays(1);

    private BacktestReader() {}

    /** A case; empty after a problem. */
    static Optional<Backtest> read(Section section, List<CapacityPolicy> policies) {
        String name = section.require("name").text("");
        Optional<Past> past = past(section);
        Optional<Assumed> assumed = assumed(section);
        List<Limit> limits = section.require("expect").list().stream()
                .flatMap(value -> value.section().stream())
                .flatMap(item -> limit(item).stream())
                .toList();
        return section.build(() -> new Backtest(name, policies, past.orElseThrow(), assumed.orElseThrow(), limits));
    }

    private static Optional<Past> past(Section section) {
        Value flag = section.get("ran");
        boolean ran = flag.flag(false);
        return section.oneOf(List.of("trace", "bundle")).flatMap(kind -> {
            Optional<String> path = section.get(kind).text();
            if (kind.equals("trace")) {
                return path.map(found -> new Past.Trace(found, ran));
            }
            if (flag.isPresent()) {
                flag.wrong("absent beside bundle, which tells what ran", "given");
            }
            return path.map(Past.Bundle::new);
        });
    }

    private static Optional<Assumed> assumed(Section section) {
        Map<String, String> metrics = section.get("metrics")
                .section()
                .map(found -> found.texts(Value::text))
                .orElse(Map.of());
        Optional<Duration> startup = Offsets.read(section.get("startup"), Duration.ZERO, LONGEST);
        Optional<Duration> stopping = Offsets.read(section.get("stopping"), Duration.ZERO, LONGEST);
        Value running = section.get("running");
        OptionalInt units = running.isPresent() ? OptionalInt.of(running.integer(1)) : OptionalInt.empty();
        OptionalDouble load = number(section, "load");
        return Optional.of(new Assumed(new TreeMap<>(metrics), startup, stopping, units, load));
    }

    private static Optional<Limit> limit(Section item) {
        Optional<Measure> measure =
                item.require("measure").read("one of " + String.join(", ", Measure.keys()), Measure::of);
        OptionalDouble atLeast = number(item, "atLeast");
        OptionalDouble atMost = number(item, "atMost");
        int line = item.mark().getLine() + 1;
        return item.build(() -> new Limit(line, measure.orElseThrow(), atLeast, atMost));
    }

    private static OptionalDouble number(Section section, String key) {
        return section.get(key).number().map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}

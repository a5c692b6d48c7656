package io.tidegate.deploy.bench;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The journal of services that live: every 5 s a pane of each of three metrics and an observation, every second a tick.
 * Loads wander, so that some services have to be changed and most have not.
 */
final class DecisionLoad {
    private static final Duration PANE = PartialPane.DEFAULT_LENGTH;
    private static final List<String> METRICS = List.of("cpu", "queue", "requests");

    private final List<CapacityPolicy> policies;
    private final Optional<ResponseTimes> times;

    /** Of so many targets, one of whose metrics may be a quantile: the 99th percentile of a minute. */
    DecisionLoad(int targets, boolean quantile) {
        this.policies = IntStream.range(0, targets)
                .mapToObj(number -> policy(number, quantile ? "p99" : "max"))
                .toList();
        this.times = quantile ? Optional.of(new ResponseTimes()) : Optional.empty();
    }

    /** A journal entry and its domain. */
    record Entry(String domain, Input input) {}

    /** All policies taking up their targets. */
    Stream<Entry> policies() {
        return policies.stream().map(policy -> {
            var target = target(policy);
            var taken = new Input.PolicyChanged(policy.name(), List.of(target.text()), List.of(), Optional.of(policy));
            return new Entry(target.domain(), taken);
        });
    }

    /** What comes in the second before {@code now}: a fifth of all targets is heard of. */
    Stream<Entry> during(long second, Instant now) {
        int turn = (int) (second % PANE.toSeconds());
        return IntStream.range(0, policies.size())
                .filter(number -> number % PANE.toSeconds() == turn)
                .boxed()
                .flatMap(number -> heard(number, second, now));
    }

    private Stream<Entry> heard(int number, long second, Instant now) {
        var target = target(policies.get(number));
        int desired = 2 + number % 10;
        var service = new Input.Observation.Service("ACTIVE", desired, desired, 0, false);
        var observed = new Input.Observed(target.text(), now.minusMillis(200), service);
        var panes = METRICS.stream().map(metric -> measured(metric, number, second, now, target));
        return Stream.concat(Stream.of(observed), panes).map(input -> new Entry(target.domain(), input));
    }

    private Input measured(String metric, int number, long second, Instant now, Target target) {
        var pane = metric.equals("requests") && times.isPresent()
                ? times.get().pane(number, second, now)
                : pane(number, second, now);
        return new Input.Measured(SeriesId.of(metric, Map.of("service", "s" + number)), pane, List.of(target.text()));
    }

    private static PartialPane pane(int number, long second, Instant now) {
        // About one target in a hundred leaves its tolerance in a turn.
        double value = 55 + (number * 7L + second * 3) % 10 + ((number + second) % 97 == 0 ? 40 : 0);
        var aggregate = new Aggregate(5, value * 5, value - 1, value + 1, value, now);
        return new PartialPane(PartialPane.startOf(now, PANE), PANE, number % 4, second, aggregate, 0);
    }

    private static Target target(CapacityPolicy policy) {
        return policy.targets().getFirst();
    }

    private static CapacityPolicy policy(int number, String statistic) {
        String text = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: s%1$d
                target: ecs/bench-%2$d/s%1$d
                capacity: {min: 1, max: 100}
                metrics:
                  cpu: {samples: {name: cpu, dimensions: {service: s%1$d}}, window: 1m}
                  queue: {samples: {name: queue, dimensions: {service: s%1$d}}, window: 30s, statistic: last}
                  requests: {samples: {name: requests, dimensions: {service: s%1$d}}, window: 1m, statistic: %3$s}
                rules:
                  - targetTracking: {metric: cpu, target: 60}
                  - targetTracking: {metric: requests, target: 60}
                  - threshold: {metric: "queue / max(running, 1)", atLeast: 50, change: 2}
                """.formatted(number, number / 25, statistic);
        return (CapacityPolicy) PolicyReader.read("bench.yaml", text, _ -> Optional.empty())
                .documents()
                .getFirst()
                .policy();
    }
}

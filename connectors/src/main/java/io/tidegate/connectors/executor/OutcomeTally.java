package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.Outcome;
import io.tidegate.connectors.executor.command.Outcome.AppliedReason;
import io.tidegate.connectors.executor.command.Outcome.SkipReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Outcomes by status and reason, and by how long they took. Both are bounded: a reason that is not listed, such as an error
 * code that AWS has just invented, counts as {@link #OTHER}. Thread-safe.
 */
public final class OutcomeTally {
    /** Stands for every reason that has no counter of its own. */
    public static final String OTHER = "OTHER";

    /** Longest latencies of the classes of {@link #within}, which are cumulative; the last class, all outcomes, has none. */
    public static final List<Duration> LATENCIES = List.of(
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(2500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5));

    // This executor's own words, and those of AWS that an operator meets.
    private static final List<String> REFUSALS = List.of(
            "NOT_FOUND",
            "INACTIVE",
            "NOT_DRAINING",
            "NOT_EMPTY",
            "NOT_YET",
            "IN_USE",
            "INSTANCE_REFRESH_IN_PROGRESS",
            "ACCESS_DENIED",
            "CLIENT",
            "CLUSTER_NOT_FOUND",
            "INVALID_PARAMETER",
            "LIMIT_EXCEEDED",
            "UNAUTHORIZED_OPERATION",
            "UNRECOGNIZED_CLIENT",
            "VALIDATION",
            "VALIDATION_ERROR");
    private static final List<String> FAILURES = List.of(
            "TIMEOUT",
            "NO_ANSWER",
            "INTERNAL_ERROR",
            "CONCURRENT_UPDATE",
            "EXPIRED_TOKEN",
            "INTERNAL_FAILURE",
            "INTERNAL_SERVICE",
            "OBJECT_NOT_FOUND",
            "RESOURCE_CONTENTION",
            "SCALING_ACTIVITY_IN_PROGRESS",
            "SERVER",
            "SERVICE_NOT_ACTIVE",
            "SERVICE_NOT_FOUND",
            "THROTTLING");

    private final SortedMap<String, SortedMap<String, LongAdder>> counts = new TreeMap<>();
    private final List<LongAdder> classes =
            Stream.generate(LongAdder::new).limit(LATENCIES.size()).toList();
    private final LongAdder all = new LongAdder();
    private final LongAdder millis = new LongAdder();

    OutcomeTally() {
        list("applied", Arrays.stream(AppliedReason.values()).map(Enum::name));
        list("skipped", Arrays.stream(SkipReason.values()).map(Enum::name));
        list("refused", REFUSALS.stream());
        list("failed", FAILURES.stream());
    }

    private void list(String status, Stream<String> reasons) {
        var adders = new TreeMap<String, LongAdder>();
        Stream.concat(reasons, Stream.of(OTHER)).forEach(reason -> adders.put(reason, new LongAdder()));
        counts.put(status, adders);
    }

    void count(Outcome outcome, Duration latency) {
        adder(status(outcome), outcome.reason()).increment();
        for (int i = 0; i < LATENCIES.size(); i++) {
            if (latency.compareTo(LATENCIES.get(i)) <= 0) {
                classes.get(i).increment();
            }
        }
        all.increment();
        millis.add(latency.toMillis());
    }

    /** Statuses and their reasons, in lower and in upper case. */
    public SortedMap<String, List<String>> reasons() {
        var reasons = new TreeMap<String, List<String>>();
        counts.forEach((status, adders) -> reasons.put(status, List.copyOf(adders.keySet())));
        return Collections.unmodifiableSortedMap(reasons);
    }

    /** Outcomes of a status and reason that {@link #reasons} lists. */
    public long count(String status, String reason) {
        return adder(status, reason).sum();
    }

    /** Outcomes that took at most the latency of that place in {@link #LATENCIES}; those of all for the place after the last. */
    public long within(int place) {
        return (place == LATENCIES.size() ? all : classes.get(place)).sum();
    }

    /** What all outcomes took together, from receipt to end. */
    public double latencySeconds() {
        return millis.sum() / 1000.0;
    }

    private LongAdder adder(String status, String reason) {
        var adders = counts.get(status);
        var adder = adders == null ? null : adders.getOrDefault(reason, adders.get(OTHER));
        if (adder == null) {
            throw new AssertionError("no counter for " + status);
        }
        return adder;
    }

    private static String status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied _ -> "applied";
            case Outcome.Skipped _ -> "skipped";
            case Outcome.Refused _ -> "refused";
            case Outcome.Failed _ -> "failed";
        };
    }
}

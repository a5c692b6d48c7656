package io.tidegate.deploy.bench;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.PartialPane;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.PolicyRevision;
import io.tidegate.streams.policy.PolicyRevision.Provenance;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The journal of services in one-minute steps: a pane of each of two metrics and an observation a minute for each service, and a tick
 * a second. Loads are waves of a day, each service with its own beginning, so that every one of them is changed now and then.
 */
final class WhatIfLoad {
    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    static final int METRICS = 2;

    private static final int SERVICES_OF_A_CLUSTER = 25;
    private static final long MINUTE = 60;

    private static final Provenance BENCH = new Provenance(START, "bench", Optional.empty(), "");

    private final int targets;

    WhatIfLoad(int targets) {
        this.targets = targets;
    }

    /** The policies, one for each service. */
    List<CapacityPolicy> policies(int target) {
        return IntStream.range(0, targets)
                .mapToObj(number -> policy(number, target))
                .toList();
    }

    private static CapacityPolicy policy(int number, int target) {
        String text = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: s%1$d
                target: ecs/bench-%2$d/s%1$d
                capacity: {min: 2, max: 100}
                metrics:
                  cpu: {samples: {name: cpu, dimensions: {service: s%1$d}}, window: 1m, lateness: 1m}
                  requests: {samples: {name: requests, dimensions: {service: s%1$d}}, window: 1m, lateness: 1m}
                rules:
                  - targetTracking: {metric: cpu, target: %3$d}
                  - targetTracking: {metric: requests / running, target: 1000}
                """.formatted(number, number / SERVICES_OF_A_CLUSTER, target);
        return (CapacityPolicy) PolicyReader.read("bench.yaml", text, _ -> Optional.empty())
                .documents()
                .getFirst()
                .policy();
    }

    /** The journal of {@code length}: each entry with the time of its arrival. */
    void each(Duration length, int partitions, BiConsumer<JournalEntry, Instant> taker) {
        var policies = policies(60);
        policies.forEach(policy -> taker.accept(taken(policy), START));
        for (long second = 0; second < length.toSeconds(); second++) {
            var now = START.plusSeconds(second);
            for (int number = (int) (second % MINUTE); number < targets; number += (int) MINUTE) {
                heard(policies.get(number), number, now, taker);
            }
            for (int partition = 0; partition < partitions; partition++) {
                taker.accept(new JournalEntry(String.valueOf(partition), new ScheduleTick(partition, now)), now);
            }
        }
    }

    private static JournalEntry taken(CapacityPolicy policy) {
        var target = policy.targets().getFirst();
        var change = new PolicyChange(
                policy.name(),
                List.of(target.text()),
                List.of(),
                PolicySerdes.toAvro(new PolicyRevision(policy, BENCH, Map.of())));
        return new JournalEntry(target.domain(), change);
    }

    private static void heard(CapacityPolicy policy, int number, Instant now, BiConsumer<JournalEntry, Instant> taker) {
        var target = policy.targets().getFirst();
        double minutes = now.getEpochSecond() / (double) MINUTE + 37.0 * number;
        double load = 600 + 400 * Math.sin(minutes * 2 * Math.PI / 1_440) + (number + now.getEpochSecond()) % 7;
        int running = (int) Math.ceil(load / 60);
        var seen = CapacityObservation.newBuilder()
                .setTarget(target.text())
                .setObservedAt(now)
                .setObserved(new EcsServiceState("ACTIVE", running, running, 0, false))
                .build();
        taker.accept(new JournalEntry(target.domain(), seen), now);
        var from = now.minusSeconds(MINUTE + now.getEpochSecond() % MINUTE);
        taker.accept(pane("cpu", number, from, load / running, target), now);
        taker.accept(pane("requests", number, from, load * 10, target), now);
    }

    private static JournalEntry pane(String metric, int number, Instant from, double value, Target target) {
        var service = "s" + number;
        var pane = PartialPane.newBuilder()
                .setSeries(metric + "{service=" + service + "}")
                .setName(metric)
                .setDimensions(Map.of("service", service))
                .setStart(from)
                .setLengthMillis(Duration.ofSeconds(MINUTE).toMillis())
                .setOrigin(0)
                .setRevision(1)
                .setCount(1)
                .setSum(value)
                .setMin(value)
                .setMax(value)
                .setLast(value)
                .setLastAt(from.plusSeconds(MINUTE - 1))
                .setSamples(1)
                .setAbsent(0)
                .setFailed(0)
                .setReplaced(0)
                .setTargets(List.of(target.text()))
                .build();
        return new JournalEntry(target.domain(), pane);
    }
}

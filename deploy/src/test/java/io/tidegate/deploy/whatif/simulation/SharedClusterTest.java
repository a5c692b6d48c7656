package io.tidegate.deploy.whatif.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.past.Happened;
import io.tidegate.deploy.whatif.past.Past;
import io.tidegate.deploy.whatif.report.Stand;
import io.tidegate.deploy.whatif.report.WhatIf;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Two services, each with two tasks, on one instance that holds four: web is asked for 60 % of a task in all, api for 200 % or more.
 * Both are to run at 60 %, so web wants one task and api four. A start takes 40 s and an end 30 s.
 */
class SharedClusterTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final int MINUTES = 30;

    private static CapacityPolicy policy(String service) {
        String text = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: %1$s
                target: ecs/demo/%1$s
                capacity: {min: 1, max: 10}
                metrics:
                  cpu: {samples: {name: cpu, dimensions: {service: %1$s}}, window: 1m}
                rules:
                  - targetTracking: {metric: cpu, target: 60}
                cooldown: {scaleOut: 1m, scaleIn: 5m}
                """.formatted(service);
        var read = PolicyReader.read("policy.yaml", text, _ -> Optional.empty());
        assertThat(read.problems()).isEmpty();
        return (CapacityPolicy) read.documents().getFirst().policy();
    }

    private static List<Happened> happened(boolean told) {
        var all = new ArrayList<Happened>();
        for (int second = 0; second < MINUTES * 60; second += 10) {
            var now = START.plusSeconds(second);
            if (told) {
                all.add(at(now, new Input.Observed("cluster/demo", now, new Observation.Cluster(instances()))));
            }
            for (var service : List.of("web", "api")) {
                var seen = new Observation.Service("ACTIVE", 2, 2, 0, false);
                all.add(at(now, new Input.Observed("ecs/demo/" + service, now, seen)));
                all.add(at(now, measured(service, now.minusSeconds(10), service.equals("web") ? 30 : 100)));
            }
        }
        return all;
    }

    private static Happened at(Instant now, Input input) {
        return new Happened(now.toEpochMilli(), "cluster/demo", input);
    }

    private static Input measured(String service, Instant from, double value) {
        var read = new Aggregate(1, value, value, value, value, from.plusSeconds(9));
        var pane = new PartialPane(from, Duration.ofSeconds(10), 0, 1, read, 0);
        return new Input.Measured(
                SeriesId.of("cpu", new TreeMap<>(Map.of("service", service))), pane, List.of("ecs/demo/" + service));
    }

    private static ObservedCluster instances() {
        var instance = new ObservedCluster.Instance(
                "i-1",
                "arn:i-1",
                "ACTIVE",
                true,
                Optional.of(Resources.of(4_000, 4_000)),
                Optional.of(Resources.of(0, 0)),
                4,
                0,
                new TreeMap<>(Map.of("web", 2, "api", 2)),
                false,
                false);
        var group = new ObservedCluster.Group("demo", 1, 1, 1, 0, Optional.of(Resources.of(4_000, 4_000)));
        return new ObservedCluster(
                "arn:demo",
                List.of(instance),
                List.of(workload("web"), workload("api")),
                Optional.of(group),
                Optional.empty());
    }

    private static ObservedCluster.Workload workload(String name) {
        return new ObservedCluster.Workload(
                name, ObservedCluster.Kind.REPLICA, "ACTIVE", 2, 2, true, Optional.of(Resources.of(1_000, 1_000)));
    }

    /** What happened, and nothing else. */
    private record Told(List<Happened> happened) implements Past {
        @Override
        public void read(Predicate<Happened> taker) {
            for (var each : happened) {
                if (!taker.test(each)) {
                    return;
                }
            }
        }

        @Override
        public Optional<Instant> earliest() {
            return Optional.of(START);
        }

        @Override
        public boolean tellsCapacity() {
            return true;
        }

        @Override
        public boolean tellsOrders() {
            return false;
        }

        @Override
        public boolean hasTicks() {
            return false;
        }

        @Override
        public List<String> notes() {
            return List.of();
        }
    }

    private static WhatIf simulated(boolean told) {
        var settings = Trial.Settings.usual(7, true);
        var variants = List.of(new Variant("new", List.of(policy("web"), policy("api"))));
        return new Trial(variants, Optional.empty(), settings).on(new Told(happened(told)));
    }

    private static List<Stand> stands(WhatIf outcome, String target) {
        return outcome.targets().stream()
                .filter(found -> found.target().equals(target))
                .findFirst()
                .orElseThrow()
                .course("new")
                .stands();
    }

    @Test
    void aServiceGetsTheRoomThatAnotherGivesUp() {
        var outcome = simulated(true);
        var web = stands(outcome, "ecs/demo/web");
        var api = stands(outcome, "ecs/demo/api");

        // From the order that web gives one up: its task ends after 30 s, and that of api in its place works 40 s
        // later.
        var givenUp = web.stream()
                .filter(stand -> stand.desired() == 1)
                .findFirst()
                .orElseThrow()
                .at();
        var taken =
                api.stream().filter(stand -> stand.running() == 3).findFirst().orElseThrow();
        assertThat(Duration.between(givenUp, taken.at())).isEqualTo(Duration.ofSeconds(70));
        assertThat(taken.desired()).isEqualTo(4);
        assertThat(api.getLast().running()).isEqualTo(3);
    }

    @Test
    void aTargetThatACandidateDoesNotNameIsUnderThePolicyOnRecord() {
        var happened = new ArrayList<>(happened(false));
        var api = policy("api");
        happened.addFirst(
                at(START, new Input.PolicyChanged(api.name(), List.of("ecs/demo/api"), List.of(), Optional.of(api))));
        var variants = List.of(
                new Variant("new", List.of(policy("web"))), new Variant("both", List.of(policy("web"), policy("api"))));
        var outcome = new Trial(variants, Optional.empty(), Trial.Settings.usual(7, true)).on(new Told(happened));

        assertThat(stands(outcome, "ecs/demo/api").getLast().running()).isEqualTo(4);
        assertThat(outcome.total("new")).isEqualTo(outcome.total("both"));
    }

    @Test
    void withoutInstancesOnRecordEveryTaskFindsRoom() {
        assertThat(stands(simulated(false), "ecs/demo/api").getLast().running()).isEqualTo(4);
    }
}

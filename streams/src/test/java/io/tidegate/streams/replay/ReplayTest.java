package io.tidegate.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.Decision;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.Snapshot;
import io.tidegate.streams.ClusterPolicies;
import io.tidegate.streams.Clusters;
import io.tidegate.streams.Files;
import io.tidegate.streams.Pipeline;
import io.tidegate.streams.Policies;
import io.tidegate.streams.decide.DecideSettings;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.shell.Provenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A random quarter of an hour in the life of three services and two clusters, recorded; then the same journal again. */
class ReplayTest {
    private static final List<String> TARGETS = List.of("ecs/demo/web", "ecs/demo/api", "ecs/other/jobs");
    private static final EcsAutoscalePolicy FILE = Files.of("filed");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void givesTheSameOutputsFromTheBeginning(long seed) {
        var recorded = live(seed);

        var replayed = replay(recorded.journal(), List.of());

        assertThat(recorded.outputs()).hasSizeGreaterThan(10);
        assertThat(recorded.outputs())
                .extracting(Made::text)
                .anyMatch(text -> text.contains("DRAIN"))
                .anyMatch(text -> text.contains("ECS_AUTOSCALE"))
                .anyMatch(text -> text.contains("OVERRIDE_SET"));
        assertThat(replayed).isEqualTo(recorded.outputs());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void givesTheSameOutputsFromASnapshotOn(long seed) {
        var recorded = live(seed);
        var seeds = new Seeds(
                snapshot -> snapshot.getJournalOffset() < recorded.journal().size() / 2);
        recorded.snapshots().forEach(seeds::add);
        var starts = new TreeMap<String, Long>();
        seeds.all().forEach(start -> starts.put(start.domain(), start.offset()));

        var replayed = replay(recorded.journal(), List.copyOf(seeds.all()));

        var expected = recorded.outputs().stream()
                .filter(made -> made.offset() > starts.getOrDefault(made.domain(), -1L))
                .toList();
        assertThat(starts).hasSize(3);
        assertThat(expected).hasSizeLessThan(recorded.outputs().size()).hasSizeGreaterThan(5);
        assertThat(replayed).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void comesToTheStateThatALaterSnapshotHolds(long seed) {
        var recorded = live(seed);
        var half = recorded.journal().size() / 2;
        var early = new Seeds(snapshot -> snapshot.getJournalOffset() < half);
        var late = new Seeds(_ -> true);
        recorded.snapshots().forEach(early::add);
        recorded.snapshots().forEach(late::add);

        assertThat(late.all()).hasSize(3).allSatisfy(expected -> {
            var replay = new Replay(List.copyOf(early.all()));
            for (int offset = 0; offset <= expected.offset(); offset++) {
                var _ = replay.apply(offset, recorded.journal().get(offset));
            }
            var states = Objects.requireNonNull(replay.states(expected.domain()));
            assertThat(expected.offset()).isGreaterThan(half);
            assertThat(states.all().values()).containsExactlyElementsOf(expected.states());
            assertThat(states.clock()).isEqualTo(expected.clock());
        });
    }

    /** A decision or command as text, and the journal offset that it was made at. */
    private record Made(long offset, String domain, String text) {}

    private record Recorded(List<JournalEntry> journal, List<Made> outputs, List<Snapshot> snapshots) {}

    private static Recorded live(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (var pipeline = new Pipeline(new DecideSettings(Duration.ofSeconds(1), Duration.ofMinutes(2), "test"))) {
            TARGETS.forEach(target -> pipeline.apply(Policies.policy()
                    .named(target.replace("/", "-"))
                    .targets(target)
                    .metric("load", random.nextBoolean())
                    .tracking("load", 50)
                    .atMost("load", 10, -1)
                    .cooldown(random.nextInt(30), random.nextInt(60))
                    .build()));
            pipeline.apply(ClusterPolicies.fit());
            pipeline.apply(FILE);
            var made = new ArrayList<Made>();
            for (int minute = 0; minute < 15; minute++) {
                override(pipeline, random);
                utilization(pipeline, random);
                aMinute(pipeline, random, made);
            }
            pipeline.records(pipeline.decide, pipeline.topics.decisions(), Decision.class)
                    .forEach(record -> made.add(made(record, record.value().getDomain())));
            return new Recorded(
                    pipeline.journal,
                    sorted(made),
                    pipeline.read(pipeline.decide, pipeline.topics.snapshots(), Snapshot.class));
        }
    }

    private static void aMinute(Pipeline pipeline, RandomGenerator random, List<Made> made) {
        for (int step = 0; step < 6; step++) {
            for (String target : TARGETS) {
                int capacity = 1 + random.nextInt(10);
                pipeline.observe(target, capacity, capacity);
            }
            pipeline.observe(ClusterPolicies.CLUSTER, cluster("demo", random));
            pipeline.observe("cluster/filed", cluster("filed", random));
            if (random.nextInt(4) > 0) {
                var at = pipeline.now().minusSeconds(random.nextInt(20)); // Some are late.
                pipeline.sample(MetricSample.newBuilder()
                        .setName("load")
                        .setAt(at)
                        .setValue(random.nextDouble() * 100)
                        .build());
            }
            pipeline.advance(Duration.ofSeconds(10));
            settle(pipeline, random, made);
        }
    }

    // Some instances, some of them full and some of them draining, and a service that wants some tasks.
    private static EcsClusterState cluster(String name, RandomGenerator random) {
        var cluster = Clusters.cluster(name).between(1, 5).service("web", 1 + random.nextInt(6), 2);
        int instances = 1 + random.nextInt(4);
        for (int i = 0; i < instances; i++) {
            String id = "i-" + i;
            int tasks = random.nextInt(3);
            if (random.nextInt(4) == 0) {
                cluster.draining(id, "web", tasks);
            } else {
                cluster.instance(id, "web", tasks);
            }
        }
        return cluster.state();
    }

    private static void utilization(Pipeline pipeline, RandomGenerator random) {
        var selector = FILE.metrics().getFirst().selector();
        pipeline.sample(MetricSample.newBuilder()
                .setName(selector.name())
                .setDimensions(selector.dimensions())
                .setAt(PartialPane.startOf(pipeline.now(), Duration.ofMinutes(1))
                        .minusSeconds(60))
                .setPeriodSeconds(60)
                .setSource("cloudwatch")
                .setValue(random.nextDouble() * 100)
                .build());
    }

    private static void override(Pipeline pipeline, RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            var target = random.nextBoolean() ? ClusterPolicies.CLUSTER : "ecs/demo/web";
            var expiry = pipeline.now().plusSeconds(10 + random.nextInt(80));
            pipeline.override(
                    ClusterPolicies.CLUSTER,
                    new OverrideEntry(
                            target,
                            random.nextBoolean(),
                            true,
                            random.nextBoolean() ? 3 : null,
                            "anna",
                            "release",
                            expiry,
                            false));
        }
    }

    private static void settle(Pipeline pipeline, RandomGenerator random, List<Made> made) {
        for (var record : pipeline.records(pipeline.decide, pipeline.topics.scaleCommands(), ScaleCommand.class)) {
            var command = record.value();
            made.add(made(record, command.getDomain()));
            pipeline.settle(command, random.nextInt(5) == 0 ? OutcomeStatus.FAILED : OutcomeStatus.APPLIED);
        }
    }

    private static Made made(TestRecord<String, ? extends SpecificRecord> record, String domain) {
        long offset = Provenance.journalOffset(record.headers()).orElseThrow();
        return new Made(offset, domain, record.value().toString());
    }

    private static List<Made> sorted(List<Made> made) {
        return made.stream()
                .sorted(Comparator.comparingLong(Made::offset).thenComparing(Made::text))
                .toList();
    }

    private static List<Made> replay(List<JournalEntry> journal, List<Seed> seeds) {
        var replay = new Replay(seeds);
        var made = new ArrayList<Made>();
        for (int offset = 0; offset < journal.size(); offset++) {
            for (var output : replay.apply(offset, journal.get(offset))) {
                made.add(
                        switch (output) {
                            case Output.Decided decided ->
                                new Made(
                                        offset,
                                        decided.domain(),
                                        OutputSerdes.toAvro(decided, "test").toString());
                            case Output.Commanded command ->
                                new Made(
                                        offset,
                                        command.domain(),
                                        OutputSerdes.toAvro(command).toString());
                        });
            }
        }
        return sorted(made);
    }
}

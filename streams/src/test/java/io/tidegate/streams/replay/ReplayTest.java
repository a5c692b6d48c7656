package io.tidegate.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.streams.Pipeline;
import io.tidegate.streams.Policies;
import io.tidegate.streams.decide.DecideSettings;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.shell.Provenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A random quarter of an hour in the life of three services, recorded; then the same journal again. */
class ReplayTest {
    private static final List<String> TARGETS = List.of("ecs/demo/web", "ecs/demo/api", "ecs/other/jobs");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void givesTheSameOutputsFromTheBeginning(long seed) {
        var recorded = live(seed);

        var replayed = replay(recorded.journal(), List.of());

        assertThat(recorded.outputs()).hasSizeGreaterThan(10);
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
        assertThat(starts).hasSize(2);
        assertThat(expected).hasSizeLessThan(recorded.outputs().size()).hasSizeGreaterThan(5);
        assertThat(replayed).isEqualTo(expected);
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
            var made = new ArrayList<Made>();
            for (int minute = 0; minute < 15; minute++) {
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

    private static void settle(Pipeline pipeline, RandomGenerator random, List<Made> made) {
        var serde = AvroSerde.of(pipeline.topics.commandOutcomes(), CommandOutcome.class, pipeline.registry);
        for (var record : pipeline.records(pipeline.decide, pipeline.topics.scaleCommands(), ScaleCommand.class)) {
            var command = record.value();
            made.add(made(record, command.getDomain()));
            var status = random.nextInt(5) == 0 ? OutcomeStatus.FAILED : OutcomeStatus.APPLIED;
            var outcome = new CommandOutcome(
                    command.getId(),
                    command.getDomain(),
                    command.getTarget(),
                    command.getEpoch(),
                    command.getSequence(),
                    status,
                    "OK",
                    null,
                    pipeline.now(),
                    null,
                    1,
                    10L,
                    false);
            pipeline.raw(pipeline.topics.commandOutcomes(), command.getDomain(), serde.serialize(null, outcome));
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

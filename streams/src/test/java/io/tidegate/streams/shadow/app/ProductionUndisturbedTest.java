package io.tidegate.streams.shadow.app;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.streams.Pipeline;
import io.tidegate.streams.Policies;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Statistic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/**
 * The promise of shadows: production's decisions and commands, with their keys, values, headers and timestamps, are to the byte
 * what they are without them, whatever shadows select, and whenever they come and go.
 */
class ProductionUndisturbedTest {
    private static final int SHADOWS = 500;
    private static final int SECONDS = 120;
    private static final List<String> TARGETS = List.of("ecs/demo/web", "ecs/demo/api", "ecs/other/jobs");

    // Magic byte and schema id of the Confluent wire format.
    private static final int WIRE_HEADER = 5;

    /** A record as bytes. */
    private record Written(List<Byte> key, List<Byte> value, String headers, long timestamp) {
        static Written of(TestRecord<byte[], byte[]> record) {
            var headers = new StringBuilder();
            record.headers()
                    .forEach(header -> headers.append(header.key())
                            .append('=')
                            .append(bytes(header.value()))
                            .append(' '));
            // The id of a schema tells when it was registered, not what was decided.
            var payload = Arrays.copyOfRange(record.value(), WIRE_HEADER, record.value().length);
            return new Written(bytes(record.key()), bytes(payload), headers.toString(), record.timestamp());
        }

        private static List<Byte> bytes(byte[] all) {
            return IntStream.range(0, all.length).mapToObj(i -> all[i]).toList();
        }
    }

    /** What production wrote. */
    private record Production(
            List<Written> decisions, List<TestRecord<String, ScaleCommand>> commands, int entries, int ofShadows) {}

    private static Production run(int shadows) {
        var random = new SplittableRandom(42);
        var made = new ArrayList<Written>();
        var commands = new ArrayList<TestRecord<String, ScaleCommand>>();
        int ofShadows = 0;
        try (var pipeline = new Pipeline()) {
            TARGETS.forEach(target -> pipeline.apply(live(target)));
            for (int second = 0; second < SECONDS; second++) {
                // They come while production works, and some go, and some change.
                for (int i = second * 5; i < Math.min(shadows, second * 5 + 5); i++) {
                    pipeline.apply(shadow(i, 1));
                    if (i % 7 == 0) {
                        pipeline.apply(shadow(i, 2));
                    }
                    if (i % 11 == 0) {
                        pipeline.delete("shadow-" + i);
                    }
                }
                live(pipeline, random, second);
                // Between two flushes, where one that came early would show.
                pipeline.route.advanceWallClockTime(Duration.ofMillis(500));
                pipeline.advance(Duration.ofSeconds(1));
                var beside = pipeline.topics.shadowJournal();
                ofShadows += written(pipeline.route, beside).size()
                        + written(pipeline.decide, beside).size();
                made.addAll(written(pipeline.decide, pipeline.topics.decisions()));
                var ordered = pipeline.records(pipeline.decide, pipeline.topics.scaleCommands(), ScaleCommand.class);
                commands.addAll(ordered);
                ordered.forEach(command -> pipeline.settle(command.value(), OutcomeStatus.APPLIED));
            }
            return new Production(made, commands, pipeline.journal.size(), ofShadows);
        }
    }

    private static void live(Pipeline pipeline, SplittableRandom random, int second) {
        for (var target : TARGETS) {
            pipeline.sample(sample(pipeline, "load", target, 20 + random.nextDouble() * 80));
            pipeline.sample(sample(pipeline, "errors", target, random.nextDouble() * 10));
            if (second % 5 == 0) {
                int tasks = random.nextInt(1, 10);
                pipeline.observe(target, tasks, tasks);
            }
        }
    }

    private static List<Written> written(TopologyTestDriver driver, Topic topic) {
        return driver
                .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(Written::of)
                .toList();
    }

    private static MetricSample sample(Pipeline pipeline, String name, String target, double value) {
        return MetricSample.newBuilder()
                .setName(name)
                .setDimensions(Map.of("target", target))
                .setAt(pipeline.now())
                .setValue(value)
                .setSource("test")
                .build();
    }

    private static io.tidegate.streams.policy.CapacityPolicy live(String target) {
        return policy().named("live-" + TARGETS.indexOf(target))
                .targets(target)
                .cooldown(0, 0)
                .metric("load", Map.of("target", target), Duration.ofSeconds(5), false)
                .tracking("load", 50)
                .build();
    }

    // The live series or another one, early or not, with sketches, with readings, over one series or over all.
    private static io.tidegate.streams.policy.CapacityPolicy shadow(int number, int revision) {
        String target = TARGETS.get(number % TARGETS.size());
        String metric = number % 2 == 0 ? "load" : "errors";
        var dimensions = number % 3 == 0 ? Map.<String, String>of() : Map.of("target", target);
        var shadow = Policies.policy()
                .named("shadow-" + number)
                .revision(revision)
                .shadow()
                .targets(target)
                .cooldown(0, 0)
                .metric(metric, dimensions, Duration.ofSeconds(5 + number % 20), number % 5 == 0);
        if (number % 4 == 1) {
            shadow.reduced(new Statistic.Quantile(900), Metric.Across.MERGE);
        } else if (number % 4 == 3) {
            shadow.reduced(Statistic.Exact.RATE, Metric.Across.SUM);
        }
        return shadow.tracking(metric, 5 + number % 60).build();
    }

    @Test
    void decidesAndCommandsTheSameToTheByteWithFiveHundredShadows() {
        var alone = run(0);

        var watched = run(SHADOWS);

        assertThat(alone.decisions()).hasSizeGreaterThan(100);
        assertThat(alone.commands()).hasSizeGreaterThan(50);
        assertThat(watched.ofShadows()).isGreaterThan(SHADOWS);
        assertThat(watched.decisions()).isEqualTo(alone.decisions());
        assertThat(watched.commands()).isEqualTo(alone.commands());
        assertThat(watched.entries()).isEqualTo(alone.entries());
    }

    /** The first hop alone, on a clock that moves in small and odd steps: what it has put into production's journal. */
    private static List<Written> journal(int shadows) {
        var random = new SplittableRandom(7);
        var journal = new ArrayList<Written>();
        long elapsed = 0;
        try (var pipeline = new Pipeline()) {
            TARGETS.forEach(target -> pipeline.apply(live(target)));
            for (int step = 0; step < 250; step++) {
                for (int i = 2 * step; i < Math.min(shadows, 2 * step + 2); i++) {
                    pipeline.apply(shadow(i, 1));
                }
                var at = Pipeline.START.plusMillis(elapsed);
                for (var target : TARGETS) {
                    pipeline.sample(MetricSample.newBuilder(sample(pipeline, "load", target, random.nextDouble(100)))
                            .setAt(at)
                            .build());
                }
                int millis = random.nextInt(20, 400);
                elapsed += millis;
                pipeline.route.advanceWallClockTime(Duration.ofMillis(millis));
                journal.addAll(written(pipeline.route, pipeline.topics.journal()));
            }
        }
        return journal;
    }

    @Test
    void fillsTheJournalTheSameToTheByteAndTheMillisecond() {
        var alone = journal(0);

        assertThat(alone).hasSizeGreaterThan(100);
        assertThat(journal(SHADOWS)).isEqualTo(alone);
    }
}

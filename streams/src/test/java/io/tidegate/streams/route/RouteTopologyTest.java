package io.tidegate.streams.route;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.LifecycleKind;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.PartialPane;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.Pipeline;
import io.tidegate.streams.Policies;
import io.tidegate.streams.TopologyText;
import io.tidegate.streams.image.Rolling;
import io.tidegate.streams.shell.Provenance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTopologyTest {
    private static final Duration FLUSH = Duration.ofSeconds(1);
    private static final Duration EARLY_FLUSH = Duration.ofMillis(20);
    private static final byte[] BROKEN = {9, 9, 9};

    private final Pipeline pipeline = new Pipeline();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void looksAsCheckedIn() {
        var topology = new RouteTopology(Topics.standard(), pipeline.registry, RouteSettings.DEFAULT).get();

        assertThat(TopologyText.of(topology)).isEqualTo(TopologyText.checkedIn(getClass()));
    }

    @Test
    void sendsAPaneToTheJournalOfEveryDomainThatWantsIt() {
        pipeline.apply(
                policy().targets("ecs/a/web", "ecs/b/web").metric("load", false).build());
        pipeline.sample(load(4, pipeline.now()));
        pipeline.sample(load(6, pipeline.now().plusMillis(1)));

        var panes = panesAfter(FLUSH);

        assertThat(panes).extracting(TestRecord::key).containsExactly("cluster/a", "cluster/b");
        assertThat(panes)
                .extracting(record -> pane(record))
                .allSatisfy(pane -> assertThat(pane.getSum()).isEqualTo(10))
                .extracting(PartialPane::getTargets)
                .containsExactly(List.of("ecs/a/web"), List.of("ecs/b/web"));
    }

    @Test
    void sendsAChangedPaneWholeWithAHigherRevision() {
        pipeline.apply(policy().metric("load", false).build());
        pipeline.sample(load(4, pipeline.now()));
        var first = panesAfter(FLUSH);

        pipeline.sample(load(6, pipeline.now().plusMillis(1)));
        var second = panesAfter(FLUSH);

        assertThat(first)
                .singleElement()
                .satisfies(record -> assertThat(pane(record))
                        .returns(4.0, PartialPane::getSum)
                        .returns(0L, PartialPane::getRevision));
        assertThat(second)
                .singleElement()
                .satisfies(record -> assertThat(pane(record))
                        .returns(10.0, PartialPane::getSum)
                        .returns(1L, PartialPane::getRevision));
    }

    @Test
    void hurriesOnlyForEarlyMetrics() {
        pipeline.apply(policy().named("soon").metric("early", true).build());
        pipeline.apply(policy().named("late").metric("load", false).build());
        pipeline.sample(load(1, pipeline.now()));
        panesAfter(FLUSH);

        pipeline.sample(sample("early").setAt(pipeline.now()).setValue(2.0).build());
        pipeline.sample(load(3, pipeline.now().plusMillis(1)));

        assertThat(panesAfter(EARLY_FLUSH))
                .extracting(record -> pane(record).getName())
                .containsExactly("early");
        assertThat(panesAfter(FLUSH))
                .extracting(record -> pane(record).getName())
                .containsExactly("load");
    }

    @Test
    void tellsWhenTheFirstSampleOfWhatItSendsArrived() {
        pipeline.apply(policy().metric("load", false).build());
        pipeline.sample(load(1, pipeline.now()));
        pipeline.advance(FLUSH);
        pipeline.sample(load(2, pipeline.now().minusMillis(2)));
        pipeline.sample(load(3, pipeline.now().minusMillis(1)));

        var sent = panesAfter(FLUSH);

        assertThat(sent)
                .singleElement()
                .satisfies(record -> assertThat(Provenance.sampleAppendedAt(record.headers()))
                        .hasValue(pipeline.now().toEpochMilli()));
    }

    @Test
    void makesPanesAsLongAsThePeriodOfTheirSamples() {
        pipeline.apply(policy().metric("load", false).build());
        pipeline.sample(sample("load")
                .setAt(Instant.parse("2026-05-04T11:59:40Z"))
                .setPeriodSeconds(60)
                .setValue(1.0)
                .build());

        assertThat(panesAfter(FLUSH))
                .singleElement()
                .satisfies(record -> assertThat(pane(record))
                        .returns(Instant.parse("2026-05-04T11:59:00Z"), PartialPane::getStart)
                        .returns(60_000L, PartialPane::getLengthMillis));
    }

    @Test
    void takesArrivalForTheTimeOfASampleThatHasNone() {
        pipeline.apply(policy().metric("load", false).build());
        pipeline.sample(sample("load").setSampleId("x").setValue(1.0).build());

        assertThat(panesAfter(FLUSH))
                .extracting(record -> pane(record).getLastAt())
                .containsExactly(pipeline.now());
    }

    @Test
    void keepsNothingOfASeriesUntilAPolicyWantsIt() {
        pipeline.sample(load(1, pipeline.now()));
        pipeline.apply(policy().metric("load", false).build());
        pipeline.sample(load(2, pipeline.now().plusMillis(1)));
        pipeline.sample(sample("other").setAt(pipeline.now()).setValue(3.0).build());

        assertThat(panesAfter(FLUSH))
                .extracting(record -> pane(record).getSum())
                .containsExactly(2.0);
    }

    @Test
    void stopsSendingWhenThePolicyIsDeleted() {
        pipeline.apply(policy().named("web").metric("load", false).build());
        pipeline.sample(load(1, pipeline.now()));
        pipeline.delete("web");

        assertThat(panesAfter(FLUSH)).isEmpty();
    }

    @Test
    void takesAnObservationToTheJournalOfItsDomain() {
        pipeline.observe(Policies.TARGET, 3, 2);

        assertThat(pipeline.journal).singleElement().satisfies(entry -> {
            assertThat(entry.getDomain()).isEqualTo("cluster/demo");
            assertThat(entry.getInput()).isInstanceOf(CapacityObservation.class);
        });
    }

    @Test
    void takesAnImageToTheJournalOfEveryDomainThatHasAPolicyForItsPlace() {
        pipeline.apply(Rolling.policy());
        pipeline.apply(policy().targets("ecs/b/web").build());

        pipeline.lifecycle(LifecycleKind.IMAGE_AVAILABLE, "image/ami-2", null);
        pipeline.lifecycle(LifecycleKind.NAMED_FIRING, "firing/baked", null);
        pipeline.lifecycle(LifecycleKind.IMAGE_AVAILABLE, "image/ami-3", "111111111111/us-east-1");

        assertThat(pipeline.journal)
                .filteredOn(entry -> entry.getInput() instanceof LifecycleEvent)
                .extracting(JournalEntry::getDomain, entry -> ((LifecycleEvent) entry.getInput()).getTarget())
                .containsExactly(tuple("asg/web", "image/ami-2"), tuple("asg/web", "firing/baked"));
        assertThat(deadLetters()).isEmpty();
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                input("samples", Topics::metricSamples),
                input("observations", Topics::capacityObservations),
                input("outcomes", Topics::commandOutcomes),
                input("lifecycle events", Topics::lifecycleEvents),
                input("overrides", Topics::overrides));
    }

    private static Arguments input(String name, Function<Topics, Topic> topic) {
        return Arguments.of(name, topic);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void sendsBytesThatAreNoRecordAsideAndGoesOn(String name, Function<Topics, Topic> topic) {
        pipeline.raw(topic.apply(pipeline.topics), "key", BROKEN);
        pipeline.observe(Policies.TARGET, 3, 2);

        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
            assertThat(letter.value()).isEqualTo(BROKEN);
            assertThat(headers(letter)).contains("BAD_MAGIC").contains("first byte must be 0, was 0x09");
        });
        assertThat(pipeline.journal).hasSize(1);
    }

    @Test
    void sendsASampleOfAWrongClockAside() {
        pipeline.sample(load(1, pipeline.now().plusSeconds(60)));
        pipeline.sample(load(2, pipeline.now().plusMillis(60_001)));

        assertThat(deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(headers(letter))
                        .contains("at must be at most 60 s ahead of the arrival at 2026-05-04T12:00:00Z,"
                                + " was 2026-05-04T12:01:00.001Z"));
    }

    @Test
    void sendsAnObservationOfATargetThatCannotBeAside() {
        pipeline.observe("nonsense", 1, 1);

        assertThat(deadLetters())
                .singleElement()
                .satisfies(letter ->
                        assertThat(headers(letter)).contains("INVALID").contains("was \"nonsense\""));
    }

    @Test
    void takesSamplesAsJsonToo() {
        pipeline.apply(policy().metric("load", false).build());
        var json = "{\"name\": \"load\", \"at\": \"2026-05-04T12:00:00Z\", \"value\": 5}";
        byte[] type = MetricSampleSerde.JSON.getBytes(StandardCharsets.UTF_8);
        var headers = Provenance.none().add(MetricSampleSerde.CONTENT_TYPE, type);

        pipeline.route
                .createInputTopic(
                        pipeline.topics.metricSamples().name(), new StringSerializer(), new StringSerializer())
                .pipeInput(new TestRecord<>("load", json, headers, pipeline.now()));

        assertThat(panesAfter(FLUSH))
                .extracting(record -> pane(record).getSum())
                .containsExactly(5.0);
    }

    private List<TestRecord<String, JournalEntry>> panesAfter(Duration time) {
        pipeline.route.advanceWallClockTime(time);
        return pipeline.records(pipeline.route, pipeline.topics.journal(), JournalEntry.class);
    }

    private static PartialPane pane(TestRecord<String, JournalEntry> record) {
        return (PartialPane) record.value().getInput();
    }

    private List<TestRecord<byte[], byte[]>> deadLetters() {
        return pipeline.route
                .createOutputTopic(
                        pipeline.topics.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private static String headers(TestRecord<byte[], byte[]> letter) {
        var text = new StringBuilder();
        letter.headers()
                .forEach(header -> text.append(header.key())
                        .append(": ")
                        .append(new String(header.value(), StandardCharsets.UTF_8))
                        .append('\n'));
        return text.toString();
    }

    private static MetricSample load(double value, Instant at) {
        return sample("load").setAt(at).setValue(value).build();
    }

    private static MetricSample.Builder sample(String name) {
        return MetricSample.newBuilder().setName(name).setDimensions(Map.of("service", "web"));
    }
}

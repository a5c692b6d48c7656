package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.sample.MetricSampleSerde;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class PublishIT {
    private final Path home;

    PublishIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void publishesOneSampleFromOptions(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "publish-one.", home)) {
            var run = desk.run("publish", "--name", "load", "--dimension", "service=api", "--value", "12.5");

            var samples = samples(desk);
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).isEqualTo("published load{service=api}\n");
            assertThat(samples).singleElement().satisfies(sample -> {
                assertThat(sample.getValue()).isEqualTo(12.5);
                assertThat(sample.getAt()).isNotNull();
            });
        }
    }

    @Test
    void publishesJsonLinesUpToTheFirstBadOneAndNamesIt(EmbeddedKafka kafka) throws Exception {
        var lines = """
                {"name":"load","value":1}
                {"name":"load","value":2,"at":"2026-11-22T10:00:00Z"}

                {"name":"load","value":"NaN"}
                {"name":"load","value":4}
                """;
        try (var desk = Desk.of(kafka, "publish-lines.", home)) {
            var run = desk.typing(lines, "publish", "--json");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).startsWith("tidegate: line 4: value").contains("the 2 before it were published");
            assertThat(run.json().at("/error/at").asText()).isEqualTo("line 4");
            assertThat(samples(desk)).extracting(MetricSample::getValue).containsExactlyInAnyOrder(1.0, 2.0);
        }
    }

    @Test
    void refusesANumberThatIsNone(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "publish-nan.", home)) {
            var run = desk.run("publish", "--name", "load", "--value", "NaN");

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).isEqualTo("tidegate: value must be a finite number when status is OK, was NaN\n");
            assertThat(samples(desk)).isEmpty();
        }
    }

    private static List<MetricSample> samples(Desk desk) {
        var serde = new MetricSampleSerde(desk.topics(), desk.schemas());
        var samples = new ArrayList<MetricSample>();
        new TopicReader(desk.installation().kafka())
                .read(
                        desk.topics().metricSamples().name(),
                        Range.ALL,
                        found -> samples.add(serde.deserialize(null, found.headers(), found.value())));
        return samples;
    }
}

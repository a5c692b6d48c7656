package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.sample.SamplePublisher;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.sample.JsonSample;
import io.tidegate.schemas.serde.UnreadableRecordException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code publish}. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes a metric sample, or one for each JSON line of standard input when --name is not given.",
            "A sample without a time is of now."
        },
        footer = {
            "",
            "Example: tidegate publish --name requests_per_task --dimension service=api --value 120",
            "Example: echo '{\"name\":\"queue_depth\",\"value\":42}' | tidegate publish"
        })
final class Publish extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "Metric name.")
    @Nullable
    String name;

    @Option(names = "--dimension", paramLabel = "KEY=VALUE", description = "A dimension; may be given several times.")
    Map<String, String> dimensions = new TreeMap<>();

    @Option(names = "--value", paramLabel = "NUMBER", description = "The reading.")
    @Nullable
    Double value;

    @Option(names = "--at", paramLabel = "TIME", description = "Event time, ISO-8601; default: now.")
    @Nullable
    Instant at;

    @Option(names = "--unit", paramLabel = "UNIT", description = "Unit; not interpreted.")
    @Nullable
    String unit;

    @Option(names = "--sample-id", paramLabel = "ID", description = "Identity of the reading; the same id replaces it.")
    @Nullable
    String sampleId;

    Publish(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() throws IOException {
        if ((name == null) != (value == null)) {
            throw Failure.usage("--name and --value must be given together, one was missing");
        }
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry();
                var publisher = new SamplePublisher(installation.kafka(), installation.topics(), registry)) {
            return name == null ? lines(publisher) : one(publisher, name);
        }
    }

    private Answer one(SamplePublisher publisher, String metric) {
        var sample = new MetricSample(
                metric, dimensions, at, SampleStatus.OK, value, unit, 1L, null, "push", sampleId, null);
        var series = publisher.send(timed(sample));
        publisher.flush();
        return Answer.ok(List.of("published " + series), Map.of("published", 1));
    }

    private Answer lines(SamplePublisher publisher) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(shell.in(), UTF_8));
        int number = 0;
        int sent = 0;
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                send(publisher, line, number, sent);
                sent++;
            }
        }
        publisher.flush();
        return Answer.ok(List.of("published %d samples".formatted(sent)), Map.of("published", sent));
    }

    private void send(SamplePublisher publisher, String line, int number, int sent) {
        try {
            publisher.send(timed(JsonSample.parse(line.getBytes(UTF_8))));
        } catch (UnreadableRecordException | IllegalArgumentException e) {
            publisher.flush();
            throw new Failure(
                    Exit.ERROR,
                    "invalid-sample",
                    "%s; the %d before it were published".formatted(e.getMessage(), sent),
                    Optional.of("line " + number));
        }
    }

    private MetricSample timed(MetricSample sample) {
        return sample.getAt() != null || sample.getSampleId() != null
                ? sample
                : MetricSample.newBuilder(sample)
                        .setAt(shell.clock().instant().truncatedTo(ChronoUnit.MILLIS))
                        .build();
    }
}

package io.tidegate.deploy.cli;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.view.Explanation;
import io.tidegate.deploy.view.Facts;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Explains a target's last decision: what was measured, what each rule asked for, what limited it.",
        footer = {"", "Example: tidegate explain ecs/demo/web"})
final class Explain extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "TARGET", description = "For example ecs/demo/web.")
    String target = "";

    @Option(names = "--at", paramLabel = "TIME", description = "The decision in force then, ISO-8601; default: now.")
    @Nullable
    Instant at;

    Explain(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var wanted = Target.parse(target);
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var decision = lastDecision(installation, registry, wanted)
                    .orElseThrow(() -> Failure.error(
                            "no-decision",
                            "%s must have a decision, was none%s".formatted(target, at == null ? "" : " at " + at)));
            var outcome = Optional.ofNullable(decision.getCommandId())
                    .flatMap(id -> outcome(installation, registry, wanted, id));
            var json = new LinkedHashMap<String, Object>();
            json.put("decision", Facts.of(decision));
            outcome.ifPresent(settled -> json.put("outcome", Facts.of(settled)));
            return Answer.ok(Explanation.of(decision, outcome), json);
        }
    }

    private Optional<Decision> lastDecision(Installation installation, SchemaRegistry registry, Target wanted) {
        var latest = at == null ? Instant.MAX : at;
        return last(
                installation,
                registry,
                installation.topics().decisions(),
                Decision.class,
                wanted,
                found -> found.getTarget().equals(wanted.text())
                        && !found.getAt().isAfter(latest));
    }

    private static Optional<CommandOutcome> outcome(
            Installation installation, SchemaRegistry registry, Target wanted, String commandId) {
        return last(
                installation,
                registry,
                installation.topics().commandOutcomes(),
                CommandOutcome.class,
                wanted,
                found -> found.getCommandId().equals(commandId));
    }

    // Decisions and outcomes are keyed by domain, so that one partition holds all that matters.
    private static <T extends SpecificRecord> Optional<T> last(
            Installation installation,
            SchemaRegistry registry,
            Topic topic,
            Class<T> type,
            Target wanted,
            Predicate<T> counts) {
        var serde = AvroSerde.of(topic, type, registry);
        var last = new AtomicReference<@Nullable T>();
        new TopicReader(installation.kafka()).read(topic.name(), Range.of(wanted.domain()), found -> {
            if (found.value() != null) {
                var value = serde.decode(found.value());
                if (counts.test(value)) {
                    last.set(value);
                }
            }
        });
        return Optional.ofNullable(last.get());
    }
}

package io.tidegate.deploy.cli;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.whatif.shadow.ShadowComparison;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shadow diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Holds what each shadow of a target decided against what was decided in force.",
            "Exit 2 when they differed at any time, 0 when they did not."
        },
        footer = {
            "",
            "Example: tidegate shadow diff ecs/demo/web",
            "Example: tidegate shadow diff ecs/demo/web --from 2026-05-04T00:00:00Z --to 2026-05-05T00:00:00Z"
        })
final class ShadowDiff extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "TARGET", description = "For example ecs/demo/web.")
    String target = "";

    @Option(names = "--from", paramLabel = "TIME", description = "ISO-8601; default: where both begin.")
    @Nullable
    Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "ISO-8601; default: now.")
    @Nullable
    Instant to;

    ShadowDiff(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var wanted = Target.parse(target);
        var begin = Optional.ofNullable(from).orElse(Instant.MIN);
        var end = Optional.ofNullable(to).orElseGet(shell.clock()::instant);
        if (!begin.isBefore(end)) {
            throw Failure.usage("--from must be before --to, was %s and %s".formatted(begin, end));
        }
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var topics = installation.topics();
            var live = decisions(installation, registry, topics.decisions(), wanted);
            var shadows = new TreeMap<String, List<Decision>>();
            for (var made : decisions(installation, registry, topics.shadowDecisions(), wanted)) {
                shadows.computeIfAbsent(made.getPolicy(), _ -> new ArrayList<>())
                        .add(made);
            }
            if (shadows.isEmpty()) {
                throw Failure.error(
                        "no-shadow", "%s must have a decision of a shadow policy, was none".formatted(target));
            }
            return answer(live, shadows, begin, end);
        }
    }

    private Answer answer(List<Decision> live, Map<String, List<Decision>> shadows, Instant begin, Instant end) {
        var lines = new ArrayList<String>();
        var json = new ArrayList<Map<String, Object>>();
        boolean differs = false;
        for (var shadow : shadows.entrySet()) {
            var found = ShadowComparison.of(shadow.getKey(), live, shadow.getValue(), begin, end);
            if (found.isEmpty()) {
                lines.add("%s: not both told a capacity in that time".formatted(shadow.getKey()));
                json.add(Map.of("policy", shadow.getKey(), "compared", false));
                continue;
            }
            differs |= found.get().differs();
            lines.addAll(ShadowDiffView.lines(found.get()));
            json.add(ShadowDiffView.json(found.get()));
        }
        var object = new LinkedHashMap<String, Object>();
        object.put("target", target);
        object.put("shadows", json);
        return new Answer(differs ? Exit.DIFFERS : Exit.OK, lines, object);
    }

    private static List<Decision> decisions(
            Installation installation, SchemaRegistry registry, Topic topic, Target wanted) {
        var serde = AvroSerde.of(topic, Decision.class, registry);
        int basis = Decision.getClassSchema().getField("basis").pos();
        var made = new ArrayList<Decision>();
        new TopicReader(installation.kafka()).read(topic.name(), Range.of(wanted.domain()), found -> {
            if (found.value() != null) {
                var decision = serde.decode(found.value());
                if (decision.getTarget().equals(wanted.text())) {
                    decision.put(basis, null); // Larger than all the rest, and of no interest here.
                    made.add(decision);
                }
            }
        });
        return made;
    }
}

package io.tidegate.deploy.cli;

import io.tidegate.deploy.policy.Difference;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.policy.PolicyStore.Applied;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code policy apply}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description =
                "Puts the policies of files in force: all, or none when one is wrong or wants a target that is taken.",
        footer = {"", "Example: tidegate policy apply web.yaml --bootstrap kafka:9092 --registry http://registry:8081"})
final class PolicyApply extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Policy files.")
    List<Path> files = List.of();

    PolicyApply(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var documents = PolicyFiles.read(files, shell).valid();
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var store = new PolicyStore(installation.kafka(), installation.topics(), registry);
            var by = shell.environment().apply("USER").orElse("unknown");
            var applied = store.apply(documents, shell.clock().instant(), by);
            return Answer.ok(
                    applied.stream().flatMap(one -> lines(one).stream()).toList(),
                    Map.of("applied", applied.stream().map(PolicyApply::json).toList()));
        }
    }

    private static List<String> lines(Applied applied) {
        var lines = new ArrayList<String>();
        lines.add("%s: %s, revision %d".formatted(applied.policy(), word(applied), applied.revision()));
        applied.differences().forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static Map<String, Object> json(Applied applied) {
        var json = new LinkedHashMap<String, Object>();
        json.put("policy", applied.policy());
        json.put("effect", word(applied));
        json.put("revision", applied.revision());
        json.put(
                "differences",
                applied.differences().stream().map(Difference::toString).toList());
        return json;
    }

    private static String word(Applied applied) {
        return applied.effect().name().toLowerCase(Locale.ROOT);
    }
}

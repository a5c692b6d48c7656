package io.tidegate.deploy.cli;

import io.tidegate.deploy.policy.Difference;
import io.tidegate.deploy.policy.PolicyChange;
import io.tidegate.deploy.policy.PolicyChange.Kind;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.schemas.ScalingPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what applying files would change, key by key, defaults written out; changes nothing.",
            "Exit 2 when something would change, 0 when nothing would."
        },
        footer = {
            "",
            "Example: tidegate policy diff web.yaml",
            "Example: tidegate policy diff web.yaml --against web-old.yaml"
        })
final class PolicyDiff extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Policy files.")
    List<Path> files = List.of();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description =
                    "Compare with the policies of this file; may be given several times; default: those in force.")
    List<Path> against = List.of();

    PolicyDiff(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var after = PolicyChange.unapplied(PolicyFiles.read(files, shell).valid());
        var changes = PolicyChange.between(before(after), after);
        boolean same = changes.stream().allMatch(change -> change.kind() == Kind.UNCHANGED);
        return new Answer(
                same ? Exit.OK : Exit.DIFFERS,
                changes.stream().flatMap(change -> lines(change).stream()).toList(),
                Map.of("policies", changes.stream().map(PolicyDiff::json).toList()));
    }

    private SortedMap<String, ScalingPolicy> before(SortedMap<String, ScalingPolicy> after) {
        if (!against.isEmpty()) {
            return PolicyChange.unapplied(PolicyFiles.read(against, shell).valid());
        }
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var inForce = new PolicyStore(installation.kafka(), installation.topics(), registry).list();
            // Applying a file leaves the policies of other files alone.
            inForce.keySet().retainAll(after.keySet());
            return inForce;
        }
    }

    private static List<String> lines(PolicyChange change) {
        var lines = new ArrayList<String>();
        lines.add("%s: %s".formatted(change.policy(), word(change)));
        change.differences().forEach(difference -> lines.add("  " + difference));
        return lines;
    }

    private static Map<String, Object> json(PolicyChange change) {
        var json = new LinkedHashMap<String, Object>();
        json.put("policy", change.policy());
        json.put("change", word(change));
        json.put(
                "differences",
                change.differences().stream().map(PolicyDiff::json).toList());
        return json;
    }

    private static Map<String, Object> json(Difference difference) {
        var json = new LinkedHashMap<String, Object>();
        json.put("path", difference.path());
        put(json, "before", difference.before());
        put(json, "after", difference.after());
        return json;
    }

    private static void put(Map<String, Object> json, String key, @Nullable String value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    private static String word(PolicyChange change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }
}

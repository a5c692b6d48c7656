package io.tidegate.deploy.whatif.tune;

import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.policy.file.PolicyReader;
import io.tidegate.streams.policy.file.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The text of a policy file, whose keys can be set to other values. What a policy may say, its one reader tells. */
public final class PolicyText {
    private final String file;
    private final String text;
    private final Function<String, Optional<String>> environment;

    /** {@code file} is its name, for messages; {@code environment} has values of placeholders. */
    public PolicyText(String file, String text, Function<String, Optional<String>> environment) {
        this.file = file;
        this.text = text;
        this.environment = environment;
    }

    /**
     * A policy, or why there is none.
     *
     * @param text of its file
     */
    public record Read(String text, Optional<Policy> policy, String problem) {}

    /** As it is. */
    public Read read() {
        return read(text);
    }

    /**
     * With some keys set; an empty value takes the key away.
     *
     * @throws IllegalArgumentException when a path leads nowhere, naming what there is
     */
    public Read with(Map<String, Optional<String>> settings) {
        var document = load(text);
        settings.forEach((path, value) ->
                KeyPath.parse(path).set(document, value.map(PolicyText::load).orElse(null)));
        var dump = new Dump(DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(120)
                .build());
        return read(dump.dumpToString(document));
    }

    /** The number, duration or word at a path, as the file has it; empty where there is none. */
    Optional<String> value(String path) {
        return KeyPath.parse(path).value(load(text));
    }

    private static @Nullable Object load(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private Read read(String changed) {
        var parsed = PolicyReader.read(file, changed, environment);
        var problem = parsed.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
        if (problem.isEmpty() && parsed.documents().size() != 1) {
            problem = "%s must hold one policy, held %d"
                    .formatted(file, parsed.documents().size());
        }
        if (!problem.isEmpty()) {
            return new Read(changed, Optional.empty(), problem);
        }
        var policy = parsed.documents().getFirst().policy();
        return policy instanceof CapacityPolicy || policy instanceof ClusterPolicy
                ? new Read(changed, Optional.of(policy), "")
                : new Read(
                        changed,
                        Optional.empty(),
                        file + ": kind must be ServicePolicy, GroupPolicy, TargetPolicy or ClusterPolicy");
    }
}

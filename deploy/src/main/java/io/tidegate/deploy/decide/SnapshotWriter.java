package io.tidegate.deploy.decide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.connectors.source.OneLook;
import io.tidegate.schemas.EcsAutoscaleFile;
import io.tidegate.schemas.HttpSource;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes what one look saw as a snapshot, so that it can be decided again and under other policies. Secrets are no part of
 * it: a placeholder of a source stays one, and stands for itself among the variables.
 */
public final class SnapshotWriter {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("%\\(([A-Za-z_][A-Za-z0-9_]*)\\)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private SnapshotWriter() {}

    /** The snapshot of a look as a text, one line. */
    public static String text(Collection<ScalingPolicy> policies, OneLook look, Instant at) {
        try {
            return JSON.writeValueAsString(of(policies, look, at)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot must be plain data", e);
        }
    }

    /** The snapshot of a look at what policies drive and read. */
    static Map<String, Object> of(Collection<ScalingPolicy> policies, OneLook look, Instant at) {
        var metrics = policies.stream()
                .flatMap(policy -> policy.getMetrics().stream())
                .toList();
        var inventory = SnapshotInventory.of(look.observations());
        var json = new LinkedHashMap<String, Object>();
        json.put("id", "plan-" + at);
        json.put("at", at.toString());
        json.put("env", variables(policies));
        json.put(
                "clusters",
                policies.stream().flatMap(SnapshotWriter::definition).toList());
        json.put("ecs", inventory.ecs());
        json.put("asg", Map.of("groups", inventory.groups()));
        json.put("scalable_targets", inventory.scalableTargets());
        json.put("metrics", SnapshotMetrics.of(metrics, look.samples()));
        return json;
    }

    private static Stream<Map<String, String>> definition(ScalingPolicy policy) {
        var cluster = policy.getCluster();
        if (cluster == null || !(cluster.getSizing() instanceof EcsAutoscaleFile file)) {
            return Stream.empty();
        }
        var target = (Target.Cluster) Target.parse(policy.getTargets().getFirst());
        return Stream.of(Map.of("name", target.cluster(), "definition_yaml", file.getDocument()));
    }

    private static Map<String, String> variables(Collection<ScalingPolicy> policies) {
        var variables = new TreeMap<String, String>();
        policies.stream()
                .flatMap(policy -> policy.getMetrics().stream())
                .flatMap(metric -> metric.getSource() instanceof HttpSource source ? texts(source) : Stream.empty())
                .flatMap(text -> PLACEHOLDER.matcher(text).results())
                .forEach(found ->
                        variables.put(Objects.requireNonNullElse(found.group(1), found.group(2)), found.group()));
        return variables;
    }

    private static Stream<String> texts(HttpSource source) {
        return Stream.concat(
                Stream.of(source.getUrl()),
                Stream.of(source.getUser(), source.getPassword(), source.getPayload())
                        .filter(Objects::nonNull));
    }
}

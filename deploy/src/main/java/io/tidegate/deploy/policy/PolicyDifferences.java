package io.tidegate.deploy.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.schemas.ScalingPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what changes between two revisions of a policy, field by field. */
final class PolicyDifferences {
    private static final ObjectMapper JSON = new ObjectMapper();
    // They differ between any two revisions and say nothing of what the policy does.
    private static final Set<String> ASIDE = Set.of("revision", "provenance");
    private static final String NOTHING = "nothing";

    private PolicyDifferences() {}

    /** Lines {@code path: before -> after} in the order of the schema; empty when both do the same. */
    static List<String> between(ScalingPolicy before, ScalingPolicy after) {
        var old = flat(before);
        var young = flat(after);
        var paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(young.keySet());
        var lines = new ArrayList<String>();
        for (var path : paths) {
            var was = old.getOrDefault(path, NOTHING);
            var is = young.getOrDefault(path, NOTHING);
            if (!was.equals(is)) {
                lines.add("%s: %s -> %s".formatted(path, was, is));
            }
        }
        return List.copyOf(lines);
    }

    private static Map<String, String> flat(ScalingPolicy policy) {
        try {
            // Avro prints a record as JSON.
            var tree = JSON.readTree(policy.toString());
            var leaves = new LinkedHashMap<String, String>();
            tree.properties().stream()
                    .filter(field -> !ASIDE.contains(field.getKey()))
                    .forEach(field -> collect(field.getKey(), field.getValue(), leaves));
            return leaves;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy must print as JSON: " + policy.getName(), e);
        }
    }

    private static void collect(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(path + "." + field.getKey(), field.getValue(), leaves));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), leaves);
            }
        } else if (!node.isNull()) {
            leaves.put(path, node.asText());
        }
    }
}

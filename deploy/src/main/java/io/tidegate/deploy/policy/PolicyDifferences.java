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
import java.util.stream.StreamSupport;

/**
 * Tells what changes between two revisions of a policy, key by key, defaults written out. Metrics, rules and windows are
 * told apart by their names, so that one more does not change all those behind it.
 */
final class PolicyDifferences {
    private static final ObjectMapper JSON = new ObjectMapper();
    // They differ between any two revisions and say nothing of what the policy does.
    private static final Set<String> ASIDE = Set.of("revision", "provenance");
    private static final List<String> NAMES = List.of("alias", "name");

    private PolicyDifferences() {}

    /** In the order of the schema; empty when both do the same. */
    static List<Difference> between(ScalingPolicy before, ScalingPolicy after) {
        var old = flat(before);
        var young = flat(after);
        var paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(young.keySet());
        var differences = new ArrayList<Difference>();
        for (var path : paths) {
            var difference = new Difference(path, old.get(path), young.get(path));
            if (!old.getOrDefault(path, "").equals(young.getOrDefault(path, ""))) {
                differences.add(difference);
            }
        }
        return List.copyOf(differences);
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
            collectItems(path, node, leaves);
        } else if (!node.isNull()) {
            leaves.put(path, node.asText());
        }
    }

    private static void collectItems(String path, JsonNode list, Map<String, String> leaves) {
        var names = StreamSupport.stream(list.spliterator(), false)
                .map(PolicyDifferences::nameOf)
                .toList();
        boolean named = !names.contains("") && names.stream().distinct().count() == names.size();
        if (named && names.size() > 1) {
            leaves.put(path + " in order", String.join(", ", names));
        }
        for (int i = 0; i < list.size(); i++) {
            collect("%s[%s]".formatted(path, named ? names.get(i) : i), list.get(i), leaves);
        }
    }

    private static String nameOf(JsonNode item) {
        return NAMES.stream()
                .map(name -> item.path(name).asText(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }
}

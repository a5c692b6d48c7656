package io.tidegate.streams.ecsautoscale;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Policies that do what a definition file asks for, by the better rules of policies.
 *
 * @param policies the documents of a policy file; placeholders are kept
 * @param differences what will be decided otherwise, and what could not be converted; one sentence each
 */
public record Conversion(String policies, List<String> differences) {
    /**
     * Converts a file. A service that has no counterpart is left out, and told.
     *
     * @throws UnusableException when the file is no definition
     */
    public static Conversion of(String cluster, String file, String text) throws UnusableException {
        Part definition = Part.root(DefinitionReader.read(file, text, name -> Optional.of("%(" + name + ")")));
        boolean enabled = definition.get("enabled").truthy();
        var differences = new ArrayList<String>();
        var documents = new ArrayList<String>();
        clusterPolicy(cluster, definition, enabled, differences).ifPresent(documents::add);
        for (var service : definition.get("services").entries().entrySet()) {
            String name = cluster + "." + service.getKey();
            try {
                documents.add(new ServiceConversion(cluster, service.getKey(), differences)
                        .document(service.getValue(), enabled));
                Differences.ofService(name, service.getValue(), differences);
            } catch (UnusableException e) {
                differences.add("%s: is not converted: %s".formatted(name, e.getMessage()));
            }
        }
        return new Conversion(
                "# From %s of ecs-autoscale.\n".formatted(file) + String.join("---\n", documents), differences);
    }

    public Conversion {
        differences = List.copyOf(differences);
    }

    private static Optional<String> clusterPolicy(
            String cluster, Part definition, boolean enabled, List<String> differences) throws UnusableException {
        Optional<Part> min = definition.given("min");
        Optional<Part> max = definition.given("max");
        if (min.isEmpty() || max.isEmpty()) {
            differences.add("%s: instances are not converted, for min and max are not both given".formatted(cluster));
            return Optional.empty();
        }
        Differences.ofInstances(cluster, differences);
        return Optional.of("""
                apiVersion: tidegate/v1
                kind: ClusterPolicy
                name: %s
                enabled: %s
                target: %s
                group: %s
                capacity: {min: %s, max: %s}
                fit: {buffer: {cpu: %s, memory: %s}}
                """.formatted(
                PolicyText.quoted(cluster),
                enabled,
                PolicyText.quoted("cluster/" + cluster),
                PolicyText.quoted("asg/" + definition.get("autoscale_group").text()),
                PolicyText.whole(min.get()),
                PolicyText.whole(max.get()),
                PolicyText.whole(definition.get("cpu_buffer")),
                PolicyText.whole(definition.get("mem_buffer"))));
    }
}

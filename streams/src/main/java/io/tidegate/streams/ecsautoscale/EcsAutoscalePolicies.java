package io.tidegate.streams.ecsautoscale;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.policy.file.Parsed;
import io.tidegate.streams.policy.file.PolicyDocument;
import io.tidegate.streams.policy.file.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads files of ecs-autoscale as policies. A policy bears the name of its cluster, which is that of the file. Placeholders in a
 * source's url and payload are secrets and kept; anywhere else they are replaced by the variable's value.
 */
public final class EcsAutoscalePolicies {
    private EcsAutoscalePolicies() {}

    /**
     * Reads one file.
     *
     * @param file its name, for the cluster, messages and provenance
     * @param environment values of variables; empty for one that is not set
     */
    public static Parsed read(String file, String text, Function<String, Optional<String>> environment) {
        try {
            var applied = DefinitionReader.applied(file, text, environment);
            var problems = new ArrayList<>(DefinitionCheck.problems(file, applied.root()));
            problems.addAll(passwords(file, applied.root(), problems.isEmpty()));
            return problems.isEmpty() ? policy(file, applied) : new Parsed(List.of(), problems, List.of());
        } catch (UnusableException e) {
            return new Parsed(List.of(), List.of(e.asProblem(file)), List.of());
        }
    }

    private static Parsed policy(String file, DefinitionReader.Applied applied) throws UnusableException {
        try {
            var policy = policy(Definition.cluster(file), Part.root(applied.root()), applied.text());
            var document = new PolicyDocument(file, 1, policy, applied.constants(), applied.text());
            return new Parsed(List.of(document), List.of(), List.of());
        } catch (IllegalArgumentException e) {
            var problem = new Problem(file, 1, 1, String.valueOf(e.getMessage()));
            return new Parsed(List.of(), List.of(problem), List.of());
        }
    }

    private static EcsAutoscalePolicy policy(String cluster, Part definition, String text) throws UnusableException {
        var place = Target.Place.DEFAULT;
        var services = new ArrayList<Target.EcsService>();
        for (String service : definition.get("services").entries().keySet()) {
            services.add(new Target.EcsService(place, cluster, service));
        }
        var policy = new EcsAutoscalePolicy(
                cluster,
                0,
                definition.get("enabled").truthy(),
                new Target.Cluster(place, cluster),
                new Target.Group(place, definition.get("autoscale_group").text()),
                bounds(definition),
                services,
                text,
                FileMetric.of(definition.item()).stream()
                        .map(FileMetric::metric)
                        .toList());
        policy.claims().forEach(target -> Target.parse(target.text())); // Refuses what no other could read.
        return policy;
    }

    private static Bounds bounds(Part definition) throws UnusableException {
        Optional<Part> min = definition.given("min");
        Optional<Part> max = definition.given("max");
        int lower = min.isPresent() ? instances(min.get()) : EcsAutoscalePolicy.WIDEST.min();
        return new Bounds(
                lower, max.isPresent() ? instances(max.get()) : Math.max(lower, EcsAutoscalePolicy.WIDEST.max()));
    }

    private static int instances(Part bound) throws UnusableException {
        return Math.clamp(bound.whole(), -1, Bounds.LIMIT + 1); // What is clamped is refused.
    }

    // Policies are stored and shown, so that no password may stand in one.
    private static List<Problem> passwords(String file, Item root, boolean sound) throws UnusableException {
        var problems = new ArrayList<Problem>();
        if (!sound) {
            return problems;
        }
        for (var service : Part.root(root).get("services").entries().values()) {
            for (var kind : service.get("metric_sources").entriesOrNone().entrySet()) {
                for (Part source : kind.getValue().items()) {
                    if (FileMetric.hasWrittenPassword(Source.of(kind.getKey(), source))) {
                        Part url = source.get("url");
                        problems.add(url.unusable(
                                        "%s must have a placeholder such as %%(NAME) for its password, for policies are stored"
                                                .formatted(url.path()))
                                .asProblem(file));
                    }
                }
            }
        }
        return problems;
    }
}

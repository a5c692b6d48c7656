package io.tidegate.deploy.decide;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.ecsautoscale.Definition;
import io.tidegate.streams.ecsautoscale.EcsAutoscaleRun;
import io.tidegate.streams.ecsautoscale.Outcome;
import io.tidegate.streams.ecsautoscale.Snapshot;
import io.tidegate.streams.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is given beside the snapshots. Variables are those of the snapshot, and where it has none, of the process.
 *
 * @param files of ecs-autoscale, in the place of a snapshot's own of the same cluster, or added
 * @param policies in the place of a definition's service, or added
 */
public record Definitions(
        List<Snapshot.File> files, List<Policy> policies, Function<String, Optional<String>> environment) {
    public Definitions {
        files = List.copyOf(files);
        policies = List.copyOf(policies);
    }

    /** What a snapshot asks for: clusters in the order of their definitions, then policies in theirs. */
    Outcome decide(Snapshot snapshot) {
        Function<String, Optional<String>> variables =
                name -> snapshot.variable(name).or(() -> environment.apply(name));
        Outcome clusters = EcsAutoscaleRun.of(
                definitions(snapshot, variables).stream()
                        .map(this::withoutServicesOfPolicies)
                        .toList(),
                snapshot.inventory(),
                snapshot.readings());
        Outcome services = PolicyRun.of(policies, snapshot, variables);
        return new Outcome(
                concat(clusters.actions(), services.actions()), concat(clusters.failures(), services.failures()));
    }

    private List<Definition> definitions(Snapshot snapshot, Function<String, Optional<String>> variables) {
        var definitions = new ArrayList<>(snapshot.definitions());
        for (Snapshot.File file : files) {
            Definition given = file.definition(variables);
            UnaryOperator<Definition> replaced = own -> own.cluster().equals(given.cluster()) ? given : own;
            boolean known = definitions.stream().anyMatch(own -> own.cluster().equals(given.cluster()));
            definitions.replaceAll(replaced);
            definitions.addAll(known ? List.of() : List.of(given));
        }
        return definitions;
    }

    private Definition withoutServicesOfPolicies(Definition definition) {
        Definition rest = definition;
        for (Policy policy : policies) {
            for (Target target : policy.targets()) {
                if (target instanceof Target.EcsService service
                        && service.cluster().equals(definition.cluster())) {
                    rest = rest.without(service.service());
                }
            }
        }
        return rest;
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}

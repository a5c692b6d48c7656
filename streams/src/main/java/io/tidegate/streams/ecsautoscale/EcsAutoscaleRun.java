package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.ecsautoscale.Inventory.Group;
import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One run of the program over all definitions: stateless, at most one instance more or one drained per cluster. A file, a
 * cluster or a service that cannot be decided leaves the others alone (Q05, Q10); so does a call that AWS refuses, for calls
 * are a list and none needs the answer of another (Q12).
 */
public final class EcsAutoscaleRun {
    private final Inventory inventory;
    private final ServiceDecider services;
    private final TreeMap<String, Group> groups;
    private final List<Action> actions = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    private EcsAutoscaleRun(Inventory inventory, SourceReadings readings) {
        this.inventory = inventory;
        this.services = new ServiceDecider(inventory.taskDefinitions(), readings);
        this.groups = new TreeMap<>(inventory.groups());
    }

    /** Decides; clusters in the order of their definitions. */
    public static Outcome of(List<Definition> definitions, Inventory inventory, SourceReadings readings) {
        var run = new EcsAutoscaleRun(inventory, readings);
        definitions.forEach(run::decide);
        return new Outcome(run.actions, run.failures);
    }

    private void decide(Definition definition) {
        definition.problem().ifPresent(problem -> fail(definition.cluster(), problem));
        definition.contents().ifPresent(contents -> decide(definition.cluster(), Part.root(contents)));
    }

    private void decide(String cluster, Part definition) {
        try {
            new ClusterDecider(cluster, inventory, services, this).decide(definition);
        } catch (UnusableException e) {
            fail(cluster, String.valueOf(e.getMessage()));
        }
    }

    /** A group as it is after the actions so far; later clusters may name it too. */
    Group group(Part name) throws UnusableException {
        Group group = groups.get(name.text());
        if (group == null) {
            throw name.unusable("%s must name an Auto Scaling group, was none".formatted(name.path()));
        }
        return group;
    }

    void update(Group group) {
        groups.put(group.name(), group);
    }

    void act(Action action) {
        actions.add(action);
    }

    void fail(String scope, String message) {
        failures.add(new Failure(scope, message));
    }
}

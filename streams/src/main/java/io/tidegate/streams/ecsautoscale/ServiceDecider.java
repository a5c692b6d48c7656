package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.ecsautoscale.Inventory.Container;
import io.tidegate.streams.ecsautoscale.Inventory.Service;
import io.tidegate.streams.ecsautoscale.Inventory.TaskDefinition;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Decides one service: its bounds first, then the first event that is satisfied and not blocked at a bound. */
final class ServiceDecider {
    private final SortedMap<String, TaskDefinition> taskDefinitions;
    private final MetricSources sources;

    ServiceDecider(SortedMap<String, TaskDefinition> taskDefinitions, SourceReadings readings) {
        this.taskDefinitions = taskDefinitions;
        this.sources = new MetricSources(readings);
    }

    /** What the service is to have; empty when nothing asks for a change, or it is not enabled. */
    Optional<Wish> decide(Part definition, Service service) throws UnusableException {
        if (!definition.get("enabled").truthy()) {
            return Optional.empty();
        }
        Part events = definition.get("events");
        Size task = task(definition, service);
        MetricValues values = sources.values(definition.get("metric_sources"));
        var bounds =
                new Bounds(definition.get("min").whole(), definition.get("max").whole());
        return decide(service, bounds, events, values)
                .map(target -> new Wish(service.name(), service.desired(), target, task));
    }

    private record Bounds(long min, long max) {}

    private static Optional<Target> decide(Service service, Bounds bounds, Part events, MetricValues values)
            throws UnusableException {
        long current = service.desired();
        if (current < bounds.min()) {
            return Optional.of(Target.bound(
                    bounds.min(), "desired count %d is below the minimum %d".formatted(current, bounds.min())));
        }
        if (current > bounds.max()) {
            return Optional.of(Target.bound(
                    bounds.max(), "desired count %d is above the maximum %d".formatted(current, bounds.max())));
        }
        for (Part event : events.itemsOrNone()) {
            OptionalDouble value = values.value(event.get("metric"));
            if (value.isPresent() && isSatisfied(event, value.getAsDouble())) { // a missing one is passed over (Q04)
                Optional<Target> target = target(event, value.getAsDouble(), current, bounds);
                if (target.isPresent()) {
                    return target;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSatisfied(Part event, double value) throws UnusableException {
        Part max = event.get("max");
        if (!max.isNull() && value > max.threshold()) {
            return false;
        }
        Part min = event.get("min");
        return min.isNull() || !(value < min.threshold());
    }

    /** Where an event leads; empty when the service is at the bound already, so that later events count (L02). */
    private static Optional<Target> target(Part event, double value, long current, Bounds bounds)
            throws UnusableException {
        Part action = event.get("action");
        double wanted = current + action.number();
        String reason = "%s: value %s asks for %s on %d tasks"
                .formatted(event.path(), Numbers.text(value), Numbers.signed(action.number()), current);
        if (wanted < bounds.min()) {
            return current == bounds.min()
                    ? Optional.empty()
                    : Optional.of(Target.bound(bounds.min(), reason + ", held at the minimum"));
        }
        if (wanted > bounds.max()) {
            return current == bounds.max()
                    ? Optional.empty()
                    : Optional.of(Target.bound(bounds.max(), reason + ", held at the maximum"));
        }
        return Optional.of(new Target(wanted, action.ifWhole().isPresent(), reason));
    }

    /** Size of a task: the task's own where set, else the sum over its containers (Q17). */
    private Size task(Part definition, Service service) throws UnusableException {
        TaskDefinition task = taskDefinitions.get(service.taskDefinition());
        if (task == null) {
            throw definition.unusable("%s: task definition %s must exist, was absent"
                    .formatted(definition.path(), service.taskDefinition()));
        }
        long cpu = 0;
        long memory = 0;
        for (Container container : task.containers()) {
            OptionalLong needed =
                    container.memoryReservation().isPresent() ? container.memoryReservation() : container.memory();
            if (task.memory().isEmpty() && needed.isEmpty()) {
                throw definition.unusable("%s: each container of its task must have memory or memoryReservation"
                        .formatted(definition.path()));
            }
            cpu += container.cpu();
            memory += needed.orElse(0);
        }
        return new Size(task.cpu().orElse(cpu), task.memory().orElse(memory));
    }
}

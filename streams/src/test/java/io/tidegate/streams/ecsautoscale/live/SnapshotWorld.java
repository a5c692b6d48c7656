package io.tidegate.streams.ecsautoscale.live;

import io.tidegate.streams.ecsautoscale.FileMetric;
import io.tidegate.streams.ecsautoscale.Inventory;
import io.tidegate.streams.ecsautoscale.Inventory.TaskDefinition;
import io.tidegate.streams.ecsautoscale.Item;
import io.tidegate.streams.ecsautoscale.Readings;
import io.tidegate.streams.ecsautoscale.Size;
import io.tidegate.streams.ecsautoscale.Snapshot;
import io.tidegate.streams.ecsautoscale.Source;
import io.tidegate.streams.ecsautoscale.UnusableException;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A snapshot of ecs-autoscale as the inventory would observe it, and as connectors would read its metrics. */
final class SnapshotWorld {
    static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    private final Snapshot snapshot;
    private final String name;

    SnapshotWorld(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.name = snapshot.files().getFirst().cluster();
    }

    /** Whether every field that is read of a document is a number, a text that is one, or null: samples hold nothing else. */
    boolean isMeasurable() {
        return metrics().stream()
                .filter(metric -> metric.source() instanceof Source.Http)
                .map(metric -> field(metric, (Source.Http) metric.source()))
                .flatMap(Optional::stream)
                .allMatch(item -> item instanceof Item.Scalar(var _, var value)
                        && (value == null || number(item).isPresent()));
    }

    Optional<ObservedCluster> cluster() {
        var inventory = snapshot.inventory();
        return Optional.ofNullable(inventory.clusters().get(name))
                .map(found -> new ObservedCluster(
                        inventory.clusterArns().stream()
                                .filter(arn -> arn.endsWith("/" + name))
                                .findFirst()
                                .orElse("unlisted"),
                        found.instances().stream().map(SnapshotWorld::instance).toList(),
                        found.services().stream()
                                .map(service -> new ObservedCluster.Workload(
                                        service.name(),
                                        Kind.REPLICA,
                                        service.status(),
                                        (int) service.desired(),
                                        (int) service.running(),
                                        true,
                                        Optional.ofNullable(inventory
                                                        .taskDefinitions()
                                                        .get(service.taskDefinition()))
                                                .flatMap(SnapshotWorld::task)))
                                .toList(),
                        group(),
                        Optional.empty()));
    }

    private Optional<ObservedCluster.Group> group() {
        return snapshot.definitions().getFirst().contents().stream()
                .flatMap(root -> root instanceof Item.Mapping mapping
                        ? Stream.ofNullable(mapping.entries().get("autoscale_group"))
                        : Stream.empty())
                .map(group -> snapshot.inventory().groups().get(String.valueOf(((Item.Scalar) group).value())))
                .flatMap(Stream::ofNullable)
                .map(group -> new ObservedCluster.Group(
                        group.name(), (int) group.min(), (int) group.max(), (int) group.desired(), 0, Optional.empty()))
                .findFirst();
    }

    private static ObservedCluster.Instance instance(Inventory.Instance instance) {
        return new ObservedCluster.Instance(
                instance.ec2Id(),
                instance.arn(),
                instance.status(),
                true,
                instance.registered().map(SnapshotWorld::resources),
                instance.remaining().map(SnapshotWorld::resources),
                (int) instance.runningTasks(),
                (int) instance.pendingTasks(),
                new TreeMap<>(),
                false,
                false);
    }

    private static Resources resources(Size size) {
        return Resources.of((int) size.cpu(), (int) size.memory());
    }

    // The task's own size where set, else the sum over its containers of memoryReservation, else memory.
    private static Optional<Resources> task(TaskDefinition task) {
        long cpu = 0;
        long memory = 0;
        for (var container : task.containers()) {
            OptionalLong needed =
                    container.memoryReservation().isPresent() ? container.memoryReservation() : container.memory();
            if (task.memory().isEmpty() && needed.isEmpty()) {
                return Optional.empty();
            }
            cpu += container.cpu();
            memory += needed.orElse(0);
        }
        return Optional.of(
                Resources.of((int) task.cpu().orElse(cpu), (int) task.memory().orElse(memory)));
    }

    /** Panes of the policy's metrics that are complete now. */
    List<Input> panes(Policy policy) {
        var metrics = ((EcsAutoscalePolicy) policy).metrics();
        var sources = metrics(); // The same ones, with the URLs that the snapshot has.
        var panes = new ArrayList<Input>();
        for (int i = 0; i < metrics.size(); i++) {
            var metric = metrics.get(i);
            pane(metric, sources.get(i))
                    .ifPresent(pane -> panes.add(new Input.Measured(
                            SeriesId.of(
                                    metric.selector().name(), metric.selector().dimensions()),
                            pane,
                            List.of("cluster/" + name))));
        }
        return panes;
    }

    private List<FileMetric> metrics() {
        var contents = snapshot.definitions().getFirst().contents();
        try {
            return contents.isPresent() ? FileMetric.of(contents.get()) : List.of();
        } catch (UnusableException _) {
            return List.of(); // It cannot be applied either.
        }
    }

    private Optional<PartialPane> pane(Metric metric, FileMetric asked) {
        return switch (asked.source()) {
            case Source.CloudWatch source ->
                snapshot.readings()
                        .latest(source)
                        .map(point -> point.statistics().get(asked.statistic()))
                        .flatMap(SnapshotWorld::number)
                        .map(value -> number(metric, value));
            case Source.Http source -> {
                var field = field(asked, source);
                yield Optional.of(
                        field.isEmpty()
                                ? nothing(metric, 1)
                                : number(field.get())
                                        .map(value -> number(metric, value))
                                        .orElseGet(() -> nothing(metric, 0)));
            }
        };
    }

    // Empty when the source cannot be read, or has no such field.
    private Optional<Item> field(FileMetric metric, Source.Http source) {
        var item = snapshot.readings()
                .answer(source)
                .filter(answer -> answer.status() == 200)
                .flatMap(Readings.Answer::body);
        for (String level : metric.statistic().split("\\.", -1)) {
            item = item.flatMap(found -> found instanceof Item.Mapping(var _, Map<String, Item> entries)
                    ? Optional.ofNullable(entries.get(level))
                    : Optional.empty());
        }
        return item;
    }

    private static Optional<Double> number(Item item) {
        return switch (item) {
            case Item.Scalar(var _, Number number) -> Optional.of(number.doubleValue());
            case Item.Scalar(var _, String text)
            when text.matches("-?[0-9]+(\\.[0-9]+)?") -> Optional.of(Double.parseDouble(text));
            default -> Optional.empty();
        };
    }

    private static PartialPane number(Metric metric, double value) {
        var start = start(metric);
        return new PartialPane(start, length(metric), 0, 1, new Aggregate(1, value, value, value, value, start), 0);
    }

    private static PartialPane nothing(Metric metric, int failed) {
        return new PartialPane(start(metric), length(metric), 0, 1, Aggregate.none(start(metric)), failed);
    }

    private static Instant start(Metric metric) {
        return PartialPane.startOf(NOW.minus(metric.lateness()), length(metric)).minus(length(metric));
    }

    private static Duration length(Metric metric) {
        return metric.source() instanceof MetricSource.CloudWatch asked ? asked.period() : PartialPane.DEFAULT_LENGTH;
    }
}

package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.ecsautoscale.Inventory.Cluster;
import io.tidegate.streams.ecsautoscale.Inventory.Container;
import io.tidegate.streams.ecsautoscale.Inventory.Group;
import io.tidegate.streams.ecsautoscale.Inventory.Instance;
import io.tidegate.streams.ecsautoscale.Inventory.Service;
import io.tidegate.streams.ecsautoscale.Inventory.TaskDefinition;
import io.tidegate.streams.ecsautoscale.Readings.Answer;
import io.tidegate.streams.ecsautoscale.Readings.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Cluster {@code web} and its group, as a run finds them. Until told otherwise the group has bounds 1 to 5, one task of any
 * service needs 100 CPU units and 100 MiB, and the definition's events scale {@code api} by its {@code load}.
 */
final class World {
    static final Size TASK = new Size(100, 100);

    private final List<Service> services = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Map<String, TaskDefinition> tasks = new TreeMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private List<String> arns = List.of("arn:aws:ecs:eu-west-1:1:cluster/web");
    private Group group = new Group("asg", 1, 5, 1);

    World group(long min, long max, long desired) {
        group = new Group("asg", min, max, desired);
        return this;
    }

    /** An ACTIVE instance with what its tasks use and what is left. */
    World instance(String id, Size used, Size room) {
        var registered = new Size(used.cpu() + room.cpu(), used.memory() + room.memory());
        return add(new Instance("arn/" + id, "i-" + id, "ACTIVE", 1, 0, Optional.of(registered), Optional.of(room)));
    }

    World draining(String id, long running, long pending) {
        return add(new Instance(
                "arn/" + id, "i-" + id, "DRAINING", running, pending, Optional.of(TASK), Optional.of(TASK)));
    }

    World add(Instance instance) {
        instances.add(instance);
        return this;
    }

    World service(String name, long desired) {
        return service(new Service(name, "ACTIVE", desired, desired, "task"));
    }

    World service(Service service) {
        services.add(service);
        return this;
    }

    World task(TaskDefinition task) {
        tasks.put("task", task);
        return this;
    }

    /** What {@code https://metrics/load} answers. */
    World load(Object value) {
        return answer(200, Map.of("load", value));
    }

    World answer(long status, Object body) {
        answers.add(new Answer("GET", "https://metrics/load", status, Optional.of(item(body))));
        return this;
    }

    World series(Series one) {
        series.add(one);
        return this;
    }

    World variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    World clusterArns(List<String> all) {
        arns = all;
        return this;
    }

    Outcome decide(String... definitions) {
        tasks.putIfAbsent(
                "task",
                new TaskDefinition(
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        List.of(new Container(100, OptionalLong.of(100), OptionalLong.empty()))));
        var inventory = new Inventory(
                arns,
                new TreeMap<>(Map.of("web", new Cluster(services, instances))),
                new TreeMap<>(tasks),
                new TreeMap<>(Map.of("asg", group)));
        var read = new ArrayList<Definition>();
        for (String definition : definitions) {
            read.add(Definition.read("web", "web.yml", definition, name -> Optional.ofNullable(environment.get(name))));
        }
        return EcsAutoscaleRun.of(read, inventory, new Readings(series, answers));
    }

    /** A definition with one service, whose events stand below its {@code load}. */
    static String definition(String events) {
        return cluster("") + service("api", events);
    }

    /** The head of a definition; lines are put before its services. */
    static String cluster(String lines) {
        return """
                autoscale_group: asg
                enabled: true
                cpu_buffer: 0
                mem_buffer: 0
                """ + lines + "services:\n";
    }

    /** A service of a definition with bounds 1 to 5; each event is one line. */
    static String service(String name, String events) {
        return """
                  %s:
                    enabled: true
                    min: 1
                    max: 5
                    metric_sources:
                      third_party:
                        - {url: "https://metrics/load", statistics: [{name: load, alias: load}]}
                    events:
                %s""".formatted(name, events.indent(6));
    }

    static Item item(Object plain) {
        return Item.of(new Place("test", 1, 1), plain);
    }

    /** Actions as short texts: operation, and the values of its parameters. */
    static List<String> actions(Outcome outcome) {
        return outcome.actions().stream()
                .map(action -> action.name().replaceFirst(".*:", "") + " "
                        + action.params().values())
                .toList();
    }
}

package io.tidegate.simulatedaws.service;

import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.task.InstancePool;
import io.tidegate.simulatedaws.task.TaskSet;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A cluster: its instances, if it has any, and the tasks that no service keeps. */
public final class Cluster {
    private final String name;
    private final TaskSet.Surroundings surroundings;
    private final InstancePool instances = new InstancePool();
    private final LinkedHashMap<String, TaskSet> standalone = new LinkedHashMap<>();

    Cluster(String name, TaskSet.Surroundings surroundings) {
        this.name = name;
        this.surroundings = surroundings;
    }

    public String name() {
        return name;
    }

    public InstancePool instances() {
        return instances;
    }

    /** The standalone tasks, those of one definition together. */
    public List<TaskSet> standalone() {
        return List.copyOf(standalone.values());
    }

    /** The standalone tasks of a definition that is registered. Whatever becomes of them, nobody replaces them. */
    TaskSet standalone(TaskDefinition definition) {
        return standalone.computeIfAbsent(definition.taskDefinitionArn(), arn -> {
            var label = new TaskSet.Label(name, "family:" + definition.family(), definition, LaunchType.EC2);
            var site = instances.site(TaskSizing.shape(definition), PlacementStrategy.FIRST_FIT);
            return new TaskSet(label, site, () -> {}, surroundings);
        });
    }
}

package io.tidegate.simulatedaws.service;

import io.tidegate.simulatedaws.identity.Arns;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** The task definitions of the account, by family and revision. Not thread-safe. */
public final class TaskDefinitions {
    private final TreeMap<String, TreeMap<Integer, TaskDefinition>> families = new TreeMap<>();
    private final Arns arns;

    TaskDefinitions(Arns arns) {
        this.arns = arns;
    }

    /**
     * Registers a definition and completes it with what ECS adds. Without a revision it gets the family's next one, unless it is
     * the same as the latest.
     *
     * @throws IllegalArgumentException when there is another definition of that family and revision
     */
    public TaskDefinition register(TaskDefinition definition) {
        var family = family(definition);
        var revisions = families.computeIfAbsent(family, name -> new TreeMap<>());
        var latest = revisions.isEmpty() ? null : revisions.lastEntry().getValue();
        if (definition.revision() == null
                && latest != null
                && completed(definition, family, latest.revision()).equals(latest)) {
            return latest;
        }
        var revision = definition.revision() == null
                ? 1 + (revisions.isEmpty() ? 0 : revisions.lastKey())
                : definition.revision();
        var completed = completed(definition, family, revision);
        var before = revisions.putIfAbsent(revision, completed);
        if (before != null && !before.equals(completed)) {
            throw new IllegalArgumentException(
                    "task definition must be new, but " + family + ":" + revision + " exists and is another one");
        }
        return completed;
    }

    /** Finds a definition by {@code family:revision}, by ARN, or the latest of a family by its name. */
    public Optional<TaskDefinition> find(String nameOrArn) {
        var parts = Arns.shortName(nameOrArn).split(":", 2);
        var revisions = families.getOrDefault(parts[0], new TreeMap<>());
        if (parts.length == 1) {
            return Optional.ofNullable(revisions.lastEntry()).map(entry -> entry.getValue());
        }
        return revisions.values().stream()
                .filter(definition -> parts[1].equals(String.valueOf(definition.revision())))
                .findFirst();
    }

    /** A definition of the smallest size that Fargate has. */
    static TaskDefinition onFargate(String family) {
        return TaskDefinition.builder()
                .family(family)
                .cpu("256")
                .memory("512")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .containerDefinitions(ContainerDefinition.builder().name(family).build())
                .build();
    }

    private static String family(TaskDefinition definition) {
        if (definition.family() == null) {
            throw new IllegalArgumentException("task definition must have a family, was " + definition);
        }
        return definition.family();
    }

    private TaskDefinition completed(TaskDefinition definition, String family, int revision) {
        var completed = definition.toBuilder().revision(revision);
        if (definition.taskDefinitionArn() == null) {
            completed.taskDefinitionArn(arns.taskDefinition(family, revision));
        }
        if (definition.status() == null) {
            completed.status(TaskDefinitionStatus.ACTIVE);
        }
        if (definition.networkMode() == null) {
            completed.networkMode(NetworkMode.BRIDGE);
        }
        if (!definition.hasRequiresCompatibilities()) {
            completed.requiresCompatibilities(Compatibility.EC2);
        }
        return completed.build();
    }
}

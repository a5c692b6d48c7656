package io.tidegate.connectors.executor.command;

import io.tidegate.schemas.Direction;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.topic.GeneratedClasses;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Commands for tests: issued at {@link #NOW}, valid for a minute. */
public final class Commands {
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant DEADLINE = NOW.plusSeconds(60);

    static {
        GeneratedClasses.trust();
    }

    private Commands() {}

    /** Sets the capacity of a service of the cluster {@code demo}. */
    public static ScaleCommand capacity(String service, long sequence, int desired) {
        return wire(service, sequence, new SetCapacity(1, desired), Direction.NONE);
    }

    public static ScaleCommand scaleOut(String service, long sequence, int desired) {
        return wire(service, sequence, new SetCapacity(1, desired), Direction.OUT);
    }

    public static ScaleCommand bounds(String service, long sequence, int min, int max) {
        return wire(service, sequence, new SetBounds(null, null, min, max, null), Direction.NONE);
    }

    /** Drains an instance of the cluster {@code demo}. */
    public static ScaleCommand drain(String instance, long sequence) {
        var step = new Step("DRAIN", "arn/" + instance, "key", Map.of("cluster", "demo"));
        return wireOf("instance/" + instance, sequence, step, Direction.IN);
    }

    /** Stops what no service keeps on an instance of the cluster {@code demo}. */
    public static ScaleCommand stopTasks(String instance, long sequence) {
        return ofInstance(instance, sequence, "STOP_TASKS", "arn/" + instance, Map.of("cluster", "demo"));
    }

    /** Takes an instance out of a classic load balancer. */
    public static ScaleCommand deregister(String instance, long sequence, String balancer) {
        return ofInstance(instance, sequence, "DEREGISTER", instance, Map.of("balancer", balancer));
    }

    /** Takes an instance out of a target group at port 80. */
    public static ScaleCommand deregisterTarget(String instance, long sequence, String targetGroup) {
        return ofInstance(instance, sequence, "DEREGISTER", instance, Map.of("balancer", targetGroup, "port", "80"));
    }

    /** Prolongs a hook of the group {@code web}. */
    public static ScaleCommand heartbeat(String instance, long sequence, String hook) {
        return ofInstance(
                instance, sequence, "HEARTBEAT", instance, Map.of("group", "web", "hook", hook, "token", "t-1"));
    }

    /** Completes a hook of the group {@code web}. */
    public static ScaleCommand complete(String instance, long sequence, String hook, String result) {
        return ofInstance(
                instance, sequence, "COMPLETE", instance, Map.of("group", "web", "hook", hook, "result", result));
    }

    private static ScaleCommand ofInstance(
            String instance, long sequence, String kind, String subject, Map<String, String> parameters) {
        var step = new Step(kind, subject, "key", parameters);
        return wireOf("instance/" + instance, sequence, step, Direction.IN);
    }

    /** Makes a version of the template {@code lt-1} from its latest; its token is that of its sequence. */
    public static ScaleCommand newVersion(long sequence, String image) {
        return newVersion(sequence, image, Map.of());
    }

    /** The same with more that is other. */
    public static ScaleCommand newVersion(long sequence, String image, Map<String, String> overrides) {
        var parameters = new TreeMap<>(overrides);
        parameters.putAll(Map.of("image", image, "sourceVersion", "$Latest", "token", "token-" + sequence));
        return ofTemplate(sequence, "NEW_TEMPLATE_VERSION", parameters);
    }

    /** Makes a version of the template {@code lt-1} its default. */
    public static ScaleCommand setDefault(long sequence, long version) {
        return ofTemplate(sequence, "SET_DEFAULT_VERSION", Map.of("version", String.valueOf(version)));
    }

    /** Lets a group launch from a version of the template {@code lt-1}. */
    public static ScaleCommand pinGroup(long sequence, String group, long version) {
        return ofTemplate(sequence, "PIN_GROUP", Map.of("group", group, "version", String.valueOf(version)));
    }

    /** Deletes versions of the template {@code lt-1}. */
    public static ScaleCommand deleteVersions(long sequence, String versions) {
        return ofTemplate(sequence, "DELETE_VERSIONS", Map.of("versions", versions));
    }

    /** Replaces the instances of a group that launches from the template {@code lt-1}. */
    public static ScaleCommand refresh(long sequence, String group) {
        return ofTemplate(
                sequence,
                "REFRESH_INSTANCES",
                Map.of(
                        "group",
                        group,
                        "minHealthyPercentage",
                        "90",
                        "skipMatching",
                        "true",
                        "scaleInProtected",
                        "IGNORE"));
    }

    private static ScaleCommand ofTemplate(long sequence, String kind, Map<String, String> parameters) {
        return wireOf("launch-template/lt-1", sequence, new Step(kind, "lt-1", "key", parameters), Direction.NONE);
    }

    /** Ends an instance of the group {@code web} and the cluster {@code demo}. */
    public static ScaleCommand terminate(String instance, long sequence, boolean decrement) {
        var parameters = Map.of(
                "cluster", "demo", "containerInstance", "arn/" + instance, "decrement", String.valueOf(decrement));
        return wireOf("asg/web", sequence, new Step("TERMINATE", instance, "key", parameters), Direction.IN);
    }

    /** Sets the desired capacity of the group {@code web}. */
    public static ScaleCommand groupCapacity(long sequence, int desired) {
        return wireOf("asg/web", sequence, new SetCapacity(1, desired), Direction.NONE);
    }

    public static ScaleCommand wire(String service, long sequence, Object action, Direction direction) {
        return wireOf("ecs/demo/" + service, sequence, action, direction);
    }

    public static ScaleCommand wireOf(String target, long sequence, Object action, Direction direction) {
        return ScaleCommand.newBuilder()
                .setId("cluster/demo|" + target + "|" + EPOCH.toEpochMilli() + "|" + sequence)
                .setDomain("cluster/demo")
                .setTarget(target)
                .setEpoch(EPOCH)
                .setSequence(sequence)
                .setPolicy("p")
                .setPolicyRevision(1)
                .setIssuedAt(NOW)
                .setDeadline(DEADLINE)
                .setDirection(direction)
                .setAction(action)
                .setReason("because")
                .build();
    }
}

package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Scaling policies and scheduled actions of groups, and what is on record of scaling. Policies and actions can be told of and
 * never act by themselves; somebody may say that they did. Not thread-safe.
 */
final class GroupScalers {
    private static final int KEPT = 100; // Activities of a group; AWS keeps six weeks of them.

    private final TreeMap<String, TreeMap<String, Policy>> policies = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, Action>> actions = new TreeMap<>();
    private final List<Activity> activities = new ArrayList<>();
    private final Timeline timeline;
    private long recorded;

    GroupScalers(Timeline timeline) {
        this.timeline = timeline;
    }

    /** A scaling policy. */
    record Policy(String group, String name, String type, boolean enabled) {}

    /** A scheduled action. */
    record Action(String group, String name, String recurrence) {}

    /**
     * A change of the desired capacity, or a launch that failed. AWS has one for each instance; this is one for each change.
     *
     * @param failure null when it succeeded
     */
    record Activity(
            String group,
            String id,
            String description,
            String cause,
            Instant at,
            @Nullable String failure) {}

    void put(Policy policy) {
        policies.computeIfAbsent(policy.group(), _ -> new TreeMap<>()).put(policy.name(), policy);
    }

    void put(Action action) {
        actions.computeIfAbsent(action.group(), _ -> new TreeMap<>()).put(action.name(), action);
    }

    void forget(String group) {
        policies.remove(group);
        actions.remove(group);
    }

    void changed(String group, int from, int to, String why) {
        var now = timeline.now();
        String description = to > from ? "Launching a new EC2 instance" : "Terminating EC2 instance";
        String cause = "At %s %s changing the desired capacity from %d to %d.".formatted(now, why, from, to);
        add(new Activity(group, nextId(group), description, cause, now, null));
    }

    /** EC2 refused to launch an instance. */
    void refused(String group, String why) {
        var now = timeline.now();
        var failure = why + ". Launching EC2 instance failed.";
        var description = "Launching a new EC2 instance.  Status Reason: " + failure;
        var cause = "At %s an instance was started in response to a difference between desired and actual capacity."
                .formatted(now);
        add(new Activity(group, nextId(group), description, cause, now, failure));
    }

    private String nextId(String group) {
        return "%08x-0000-4000-8000-%012x".formatted(group.hashCode(), ++recorded);
    }

    private void add(Activity activity) {
        activities.addFirst(activity);
        if (activities.size() > KEPT) {
            activities.removeLast();
        }
    }

    /** In order of group and name. */
    List<Policy> policies() {
        return policies.values().stream().flatMap(own -> own.values().stream()).toList();
    }

    /** In order of group and name. */
    List<Action> actions() {
        return actions.values().stream().flatMap(own -> own.values().stream()).toList();
    }

    /** The latest first. */
    List<Activity> activities() {
        return List.copyOf(activities);
    }
}

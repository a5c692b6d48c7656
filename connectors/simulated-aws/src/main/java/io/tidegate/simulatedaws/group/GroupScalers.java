package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

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

    GroupScalers(Timeline timeline) {
        this.timeline = timeline;
    }

    /** A scaling policy. */
    record Policy(String group, String name, String type, boolean enabled) {}

    /** A scheduled action. */
    record Action(String group, String name, String recurrence) {}

    /** A change of the desired capacity. AWS has one for each instance; this is one for each change. */
    record Activity(String group, String id, String description, String cause, Instant at) {}

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
        var id = "%08x-0000-4000-8000-%012x".formatted(group.hashCode(), activities.size());
        String description = to > from ? "Launching a new EC2 instance" : "Terminating EC2 instance";
        String cause = "At %s %s changing the desired capacity from %d to %d.".formatted(now, why, from, to);
        activities.addFirst(new Activity(group, id, description, cause, now));
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

package io.tidegate.simulatedaws.scaling;

import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Scaling policies and scheduled actions of scalable targets, and what is on record of scaling. Policies and actions can be told
 * of and never act by themselves; somebody may say that they did. Not thread-safe.
 */
final class AwsScalers {
    private static final int KEPT = 100; // Activities of a target; AWS keeps six weeks of them.

    private final TreeMap<TargetKey, TreeMap<String, Policy>> policies = new TreeMap<>();
    private final TreeMap<TargetKey, TreeMap<String, Action>> actions = new TreeMap<>();
    private final List<Activity> activities = new ArrayList<>();
    private final Timeline timeline;

    AwsScalers(Timeline timeline) {
        this.timeline = timeline;
    }

    /** A scaling policy. */
    record Policy(TargetKey key, String name, String type, Instant createdAt) {}

    /** A scheduled action. */
    record Action(TargetKey key, String name, String schedule, Instant createdAt) {}

    /** A change of a capacity that Application Auto Scaling made. */
    record Activity(TargetKey key, String id, String description, String cause, Instant at) {}

    Policy put(TargetKey key, String name, String type) {
        var policy = new Policy(key, name, type, timeline.now());
        policies.computeIfAbsent(key, _ -> new TreeMap<>()).put(name, policy);
        return policy;
    }

    /** Whether there was one of that name. */
    boolean deletePolicy(TargetKey key, String name) {
        var own = policies.get(key);
        return own != null && own.remove(name) != null;
    }

    void schedule(TargetKey key, String name, String schedule) {
        actions.computeIfAbsent(key, _ -> new TreeMap<>()).put(name, new Action(key, name, schedule, timeline.now()));
    }

    /** A target that is registered no more has neither (API reference, DeregisterScalableTarget). */
    void forget(TargetKey key) {
        policies.remove(key);
        actions.remove(key);
    }

    void scaled(TargetKey key, int to, String cause) {
        String what = key.isOfEcs() ? "desired count" : "capacity";
        var id = "%08x-0000-4000-8000-%012x".formatted(key.hashCode(), activities.size());
        activities.addFirst(new Activity(key, id, "Setting %s to %d.".formatted(what, to), cause, timeline.now()));
        if (activities.size() > KEPT) {
            activities.removeLast();
        }
    }

    /** In order of target and name. */
    List<Policy> policies() {
        return policies.values().stream().flatMap(own -> own.values().stream()).toList();
    }

    /** In order of target and name. */
    List<Action> actions() {
        return actions.values().stream().flatMap(own -> own.values().stream()).toList();
    }

    /** The latest first. */
    List<Activity> activities() {
        return List.copyOf(activities);
    }
}

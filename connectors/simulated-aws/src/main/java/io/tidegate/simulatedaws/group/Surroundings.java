package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.template.Launcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What groups live in.
 *
 * @param tokens draws what only hooks need
 * @param watcher told what becomes of each instance
 * @param drainedAt when an instance of a group, which was told to go, has drained at what its group is attached to
 * @param launcher of instances that have a launch template
 * @param zones that they launch in
 */
public record Surroundings(
        Timeline timeline,
        RandomGenerator random,
        RandomGenerator tokens,
        InstanceLatencies latencies,
        Consumer<InstanceEvent> watcher,
        BiFunction<String, String, Instant> drainedAt,
        Launcher launcher,
        List<String> zones) {
    public Surroundings {
        zones = List.copyOf(zones);
    }

    /** Does something later. */
    void after(Duration time, Runnable action) {
        timeline.at(timeline.now().plus(time), action);
    }
}

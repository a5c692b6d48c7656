package io.tidegate.deploy.role;

import io.tidegate.deploy.role.Role.Health;
import io.tidegate.deploy.view.LiveView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether an instance does its work: every role is up, and the deciders' clock ticks. */
public final class Readiness {
    /** Ten ticks missed: no decision is made any more. */
    public static final Duration MAX_TICK_AGE = Duration.ofSeconds(10);

    private final List<Role> roles;
    private final LiveView view;
    private final InstantSource clock;

    public Readiness(List<Role> roles, LiveView view, InstantSource clock) {
        this.roles = List.copyOf(roles);
        this.view = view;
        this.clock = clock;
    }

    /** Each part's health by its name; {@code tick} is that of the clock. */
    public SortedMap<String, Health> parts() {
        var parts = new TreeMap<String, Health>();
        roles.forEach(role -> parts.put(role.name(), role.health()));
        parts.put("tick", tick());
        return Collections.unmodifiableSortedMap(parts);
    }

    private Health tick() {
        return view.slowestTick()
                .map(tick -> Duration.between(tick, clock.instant()))
                .map(age ->
                        new Health(age.compareTo(MAX_TICK_AGE) <= 0, "slowest is %d ms old".formatted(age.toMillis())))
                .orElseGet(() -> new Health(false, "none seen"));
    }
}

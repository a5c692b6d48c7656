package io.tidegate.deploy.role;

import io.tidegate.deploy.role.Role.Health;
import io.tidegate.deploy.view.LiveView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Whether an instance does its work, every role and the deciders' clock; and the numbers that its parts keep. */
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

    /** Numbers of every part, the age of the slowest tick among them. */
    public List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        roles.forEach(role -> figures.addAll(role.figures()));
        figures.add(Figure.gauge(
                "tidegate.tick.age.seconds",
                "Age of the slowest partition's last tick; NaN before the first",
                () -> tickAge().map(age -> age.toMillis() / 1000.0).orElse(Double.NaN)));
        return List.copyOf(figures);
    }

    /** Numbers that come up while the parts work. */
    public void onFigure(Consumer<Figure> taker) {
        roles.forEach(role -> role.onFigure(taker));
    }

    private Optional<Duration> tickAge() {
        return view.slowestTick().map(tick -> Duration.between(tick, clock.instant()));
    }

    private Health tick() {
        return tickAge()
                .map(age ->
                        new Health(age.compareTo(MAX_TICK_AGE) <= 0, "slowest is %d ms old".formatted(age.toMillis())))
                .orElseGet(() -> new Health(false, "none seen"));
    }
}

package io.tidegate.streams.capacity;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One target from its policy on: says what happens to it, one thing after another, and keeps what it answers. */
final class Scenario {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final CapacityDecider decider = new CapacityDecider();
    private final List<Output> outputs = new ArrayList<>();
    private final Set<String> applied = new HashSet<>();
    private @Nullable CapacityState state;
    private Instant now = NOON;
    private long revision;
    private boolean restless;
    private boolean looked;

    static Scenario of(Policies policy) {
        return new Scenario().policy(policy.build());
    }

    Scenario policy(CapacityPolicy policy) {
        var target = policy.targets().getFirst();
        return take(decider.take(state, target.domain(), target.text(), policy, now));
    }

    Scenario released(String policy) {
        return take(decider.release(state(), policy, now));
    }

    Scenario service(int desired, int running) {
        return observed(new Observation.Service("ACTIVE", desired, running, Math.max(0, desired - running), false));
    }

    /** A group of its own min and max, all of whose instances serve. */
    Scenario group(int min, int max, int desired) {
        return observed(new Observation.Group(min, max, desired, desired, 0, 0, Optional.empty(), false));
    }

    Scenario observed(Observation observation) {
        return observed(observation, Optional.empty(), Optional.empty());
    }

    /** With what AWS tells of others. */
    Scenario observed(Observation observation, Optional<Input.Change> change, Optional<List<Input.Rival>> rivals) {
        looked = true;
        return take(decider.observe(state(), new Input.Observed(Policies.TARGET, now, observation, change, rivals)));
    }

    /** A pane of the metric that is complete now: it ended 5 s ago. */
    Scenario complete(String metric, double value) {
        var start = PartialPane.startOf(now, Duration.ofSeconds(5)).minusSeconds(10);
        return pane(metric, start, value, now.minusSeconds(5));
    }

    /** The same for one of several series. */
    Scenario complete(String metric, String instance, double value) {
        var start = PartialPane.startOf(now, Duration.ofSeconds(5)).minusSeconds(10);
        return pane(SeriesId.of(metric, Map.of("instance", instance)), start, value, now.minusSeconds(5));
    }

    /** The pane of the metric that is running now. */
    Scenario running(String metric, double value) {
        return pane(metric, PartialPane.startOf(now, Duration.ofSeconds(5)), value, now);
    }

    /** A pane that began so many seconds after the last tick, before the clock says so. */
    Scenario began(int secondsAhead, String metric, double value) {
        return pane(metric, PartialPane.startOf(now.plusSeconds(secondsAhead), Duration.ofSeconds(5)), value, now);
    }

    private Scenario pane(String metric, Instant start, double value, Instant clock) {
        return pane(SeriesId.of(metric, Map.of()), start, value, clock);
    }

    private Scenario pane(SeriesId series, Instant start, double value, Instant clock) {
        var pane = new PartialPane(
                start, Duration.ofSeconds(5), 0, ++revision, new Aggregate(1, value, value, value, value, start), 0);
        return measured(series, pane, clock);
    }

    /** A pane of a series, as it comes now. */
    Scenario measured(SeriesId series, PartialPane pane) {
        return measured(series, pane, now);
    }

    private Scenario measured(SeriesId series, PartialPane pane, Instant clock) {
        var input = new Input.Measured(series, pane, List.of(Policies.TARGET));
        return take(decider.measure(state(), input, clock));
    }

    /** People override the target for so many seconds. */
    Scenario paused(boolean in, boolean out, int seconds) {
        return overridden(
                new ManualOverride(in, out, OptionalInt.empty(), false, "anna", "release", now.plusSeconds(seconds)));
    }

    /** People give its capacity for so many seconds. */
    Scenario given(int capacity, boolean beyondBounds, int seconds) {
        return overridden(new ManualOverride(
                false, false, OptionalInt.of(capacity), beyondBounds, "anna", "release", now.plusSeconds(seconds)));
    }

    Scenario overridden(ManualOverride override) {
        return overrides(new Input.Overridden(
                state().domain(), new TreeMap<>(Map.of(state().target(), override)), "anna", "release"));
    }

    Scenario resumed() {
        return overrides(new Input.Overridden(state().domain(), new TreeMap<>(), "ben", "all is well"));
    }

    private Scenario overrides(Input.Overridden input) {
        return take(decider.override(state(), input, now));
    }

    /** A scheduled scale-out waits for an image. */
    Scenario gated(ImageGate gate) {
        return take(decider.gate(state(), gate));
    }

    Scenario settled(Input.Result result) {
        var command = commands().getLast();
        if (result == Input.Result.APPLIED) {
            applied.add(command.id());
        }
        return take(decider.settle(state(), new Input.Settled(Policies.TARGET, command.id(), result, now), now));
    }

    Scenario tick() {
        return take(decider.tick(state(), now));
    }

    Scenario after(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    /** From now on the tick after each observation evaluates the target, due or not. */
    Scenario restless() {
        restless = true;
        return this;
    }

    /** Ticks every second for so long, as the clock does, when the target is due. */
    Scenario ticking(int seconds) {
        for (int second = 0; second < seconds; second++) {
            after(1);
            if ((restless && looked) || !state().dueAt().isAfter(now)) {
                tick();
                looked = false;
            }
        }
        return this;
    }

    private Scenario take(Step<CapacityState> step) {
        state = step.next();
        outputs.addAll(step.outputs());
        return this;
    }

    CapacityState state() {
        return Objects.requireNonNull(state);
    }

    boolean isDriven() {
        return state != null;
    }

    List<Decided> decisions() {
        return outputs.stream()
                .filter(Decided.class::isInstance)
                .map(Decided.class::cast)
                .toList();
    }

    List<Commanded> commands() {
        return outputs.stream()
                .filter(Commanded.class::isInstance)
                .map(Commanded.class::cast)
                .toList();
    }

    /** Commands that took effect. */
    List<Commanded> actions() {
        return commands().stream()
                .filter(command -> applied.contains(command.id()))
                .toList();
    }

    Decided last() {
        return decisions().getLast();
    }

    /** Outcome, reason and desired capacity of the last decision. */
    String verdict() {
        var last = last();
        String desired =
                last.desired().isPresent() ? String.valueOf(last.desired().getAsInt()) : "-";
        return last.verdict().outcome() + " " + last.verdict().reason() + " " + desired;
    }
}

package io.tidegate.simulatedaws.hook;

import io.tidegate.simulatedaws.physics.Timeline;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The actions that hold the instances of one group. The hooks of one transition hold an instance side by side; it goes on when all
 * of its actions have continued, or the first was abandoned. Not thread-safe.
 */
public final class LifecycleActions {
    private record Held(LinkedHashMap<String, Action> open, Consumer<ActionResult> whenDone) {}

    private final LinkedHashMap<String, Held> held = new LinkedHashMap<>();
    private final Map<Transition, ActionCounts> counts = new EnumMap<>(Transition.class);
    private final Timeline timeline;
    private final RandomGenerator random;

    /** @param random of the tokens */
    public LifecycleActions(Timeline timeline, RandomGenerator random) {
        this.timeline = timeline;
        this.random = random;
    }

    /**
     * Holds an instance.
     *
     * @param hooks at least one
     * @param whenDone told when the instance goes on
     * @return the actions, in the order of {@code hooks}
     */
    public List<Action> begin(String instanceId, List<Hook> hooks, Consumer<ActionResult> whenDone) {
        var open = new LinkedHashMap<String, Action>();
        hooks.forEach(hook -> open.put(hook.name(), new Action(token(), instanceId, hook, timeline.now())));
        held.put(instanceId, new Held(open, whenDone));
        hooks.forEach(hook -> count(hook, ActionCounts::andBegun));
        open.values().forEach(this::watch);
        return List.copyOf(open.values());
    }

    private String token() {
        long high = random.nextLong();
        long low = random.nextLong();
        return "%08x-%04x-4%03x-8%03x-%012x"
                .formatted(high >>> 32, high >>> 16 & 0xffff, high & 0xfff, low >>> 48 & 0xfff, low & 0xffffffffffffL);
    }

    // Each heartbeat sets a watch of its own; one that was overtaken by a heartbeat changes nothing.
    private void watch(Action action) {
        timeline.at(action.due(), () -> {
            if (isOpen(action) && !timeline.now().isBefore(action.due())) {
                count(action.hook(), ActionCounts::andTimedOut);
                end(action, action.hook().defaultResult());
            }
        });
    }

    /** The action of a hook that has a token. */
    public Optional<Action> byToken(String hook, String token) {
        return ofHook(hook).stream()
                .filter(action -> action.token().equals(token))
                .findFirst();
    }

    /** The action of a hook that holds an instance. */
    public Optional<Action> byInstance(String hook, String instanceId) {
        return ofHook(hook).stream()
                .filter(action -> action.instanceId().equals(instanceId))
                .findFirst();
    }

    /** The actions of a hook, the longest held instance first. */
    public List<Action> ofHook(String hook) {
        return held.values().stream()
                .flatMap(one -> Optional.ofNullable(one.open().get(hook)).stream())
                .toList();
    }

    /** Restarts the timeout of an action that is open. */
    public void beat(Action action) {
        action.beat(timeline.now());
        watch(action);
    }

    /** Ends an action that is open. */
    public void complete(Action action, ActionResult result) {
        end(action, result);
        count(action.hook(), ActionCounts::andCompleted);
    }

    private void end(Action action, ActionResult result) {
        var one = held.get(action.instanceId());
        if (one == null || !one.open().remove(action.hook().name(), action)) {
            throw new IllegalStateException("action must be open, but " + action.token() + " is not");
        }
        if (result == ActionResult.ABANDON || one.open().isEmpty()) {
            held.remove(action.instanceId());
            one.whenDone().accept(result);
        }
    }

    /** Drops the actions that hold an instance, if any do: nobody is told. */
    public void forget(String instanceId) {
        held.remove(instanceId);
    }

    /** What became of the actions of a transition so far. */
    public ActionCounts counts(Transition transition) {
        return counts.getOrDefault(transition, ActionCounts.NONE);
    }

    private void count(Hook hook, UnaryOperator<ActionCounts> change) {
        counts.put(hook.transition(), change.apply(counts(hook.transition())));
    }

    private boolean isOpen(Action action) {
        var one = held.get(action.instanceId());
        return one != null && one.open().containsValue(action);
    }
}

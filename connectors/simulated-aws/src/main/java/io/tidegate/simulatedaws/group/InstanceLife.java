package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.group.Instance.State;
import io.tidegate.simulatedaws.hook.ActionResult;
import io.tidegate.simulatedaws.hook.Hook;
import io.tidegate.simulatedaws.hook.LifecycleActions;
import io.tidegate.simulatedaws.hook.Transition;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Takes the instances of one group from their launch to their end, and lets hooks hold them on the way. */
final class InstanceLife {
    private final String name;
    private final Surroundings surroundings;
    private final Predicate<Instance> leave;
    private final Runnable lost;
    private final TreeMap<String, Hook> hooks = new TreeMap<>();
    private final LifecycleActions actions;

    /**
     * @param name of the group
     * @param leave takes an instance out of the group, and tells whether it was in it
     * @param lost told when an instance was given up that the group wants
     */
    InstanceLife(String name, Surroundings surroundings, Predicate<Instance> leave, Runnable lost) {
        this.name = name;
        this.surroundings = surroundings;
        this.leave = leave;
        this.lost = lost;
        this.actions = new LifecycleActions(surroundings.timeline(), surroundings.tokens());
    }

    /** By their names. */
    SortedMap<String, Hook> hooks() {
        return hooks;
    }

    LifecycleActions actions() {
        return actions;
    }

    /** Starts an instance. */
    void begin(Instance instance) {
        tell(new InstanceEvent.Launching(name, instance.id()));
        launch(instance);
    }

    /** Lets an instance boot, and serve afterwards. */
    void launch(Instance instance) {
        var boot = surroundings.latencies().launch().draw(surroundings.random());
        surroundings.after(boot, () -> {
            if (instance.state() == State.PENDING) { // It may have been told to go in the meantime.
                tell(new InstanceEvent.Booted(name, instance.id()));
                hold(instance, Transition.LAUNCHING, result -> launched(instance, result));
            }
        });
    }

    private void launched(Instance instance, ActionResult result) {
        if (result == ActionResult.ABANDON) {
            stop(instance);
            lost.run();
        } else if (instance.state() == State.PENDING) { // No hook held it.
            serve(instance);
        } else {
            instance.become(State.PENDING_PROCEED);
            surroundings.after(surroundings.latencies().proceed().draw(surroundings.random()), () -> {
                if (instance.state() == State.PENDING_PROCEED) {
                    serve(instance);
                }
            });
        }
    }

    private void serve(Instance instance) {
        instance.serve(surroundings.timeline().now());
        tell(new InstanceEvent.InService(name, instance.id(), instance.zone()));
    }

    /** Lets an instance go, as soon as it has drained at the load balancers of its group and hooks allow it. */
    void stop(Instance instance) {
        actions.forget(instance.id()); // What held it on its way in does not matter any more.
        tell(new InstanceEvent.Leaving(name, instance.id()));
        instance.drain();
        var drained = surroundings.drainedAt().apply(name, instance.id());
        if (drained.isAfter(surroundings.timeline().now())) {
            surroundings.timeline().at(drained, () -> drained(instance));
        } else {
            drained(instance);
        }
    }

    private void drained(Instance instance) {
        if (instance.drains()) { // It may have been taken in the meantime.
            instance.become(State.TERMINATING);
            hold(instance, Transition.TERMINATING, result -> shutDown(instance));
        }
    }

    // Both results end it: abandoning one action passes over those of other hooks.
    private void shutDown(Instance instance) {
        if (instance.state() == State.TERMINATING_WAIT) {
            instance.become(State.TERMINATING_PROCEED);
        }
        tell(new InstanceEvent.Terminating(name, instance.id()));
        end(instance);
    }

    /** Lets the hooks of a transition hold an instance; without any it goes on at once. */
    private void hold(Instance instance, Transition transition, Consumer<ActionResult> whenDone) {
        var holding = hooks.values().stream()
                .filter(hook -> hook.transition() == transition)
                .toList();
        if (holding.isEmpty()) {
            whenDone.accept(ActionResult.CONTINUE);
            return;
        }
        instance.become(transition == Transition.LAUNCHING ? State.PENDING_WAIT : State.TERMINATING_WAIT);
        actions.begin(instance.id(), holding, whenDone)
                .forEach(action -> tell(new InstanceEvent.Held(name, instance.id(), action)));
    }

    /** Lets an instance that shuts down do so to its end. */
    void end(Instance instance) {
        surroundings.after(surroundings.latencies().terminate().draw(surroundings.random()), () -> remove(instance));
    }

    private void remove(Instance instance) {
        if (leave.test(instance)) { // The group may have been deleted with all its instances.
            tell(new InstanceEvent.Gone(name, instance.id(), instance.zone()));
        }
    }

    private void tell(InstanceEvent event) {
        surroundings.watcher().accept(event);
    }

    /** Ends an instance at once, whatever holds it, if it has not begun to shut down by itself. */
    void reclaim(Instance instance) {
        boolean isShuttingDown = !instance.isWanted() && !instance.isUp();
        if (!isShuttingDown) {
            tell(new InstanceEvent.Terminating(name, instance.id()));
        }
        kill(instance);
    }

    /** Ends an instance without letting it shut down. */
    void kill(Instance instance) {
        actions.forget(instance.id());
        instance.become(State.TERMINATING); // What was launching never serves.
        remove(instance);
    }
}

package io.tidegate.streams.shadow;

import io.tidegate.streams.journal.Input;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.shadow.ShadowDecider.Moved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the shadows of one journal partition over its entries and over those that are theirs alone. Pure but for the states it
 * is given: the same entries in the same order give the same decisions.
 */
public final class ShadowPartition {
    // The character after the one that ends a target in a key.
    private static final String END = "}";

    private final ShadowDecider decider = new ShadowDecider();
    private final ShadowStates states;

    /** Continues from {@code states}. */
    public ShadowPartition(ShadowStates states) {
        this.states = states;
    }

    /** An entry of the journal: of production's policies, metrics and commands nothing concerns a shadow. */
    public List<Shadowed> applyJournal(String domain, Input input) {
        return switch (input) {
            case Input.Ticked tick -> tick(tick.at());
            case Input.Observed observed -> each(seeing(domain, observed), state -> decider.observe(state, observed));
            case Input.Overridden overridden -> each(of(domain), state -> decider.override(state, overridden, now()));
            case Input.Measured _, Input.Settled _, Input.PolicyChanged _ -> List.of();
            case Input.Noticed _, Input.Fired _, Input.Other _ -> List.of();
        };
    }

    /** An entry of the journal of shadows. */
    public List<Shadowed> applyOwn(String domain, Input input) {
        return switch (input) {
            case Input.Measured measured -> measure(measured);
            case Input.PolicyChanged changed -> change(domain, changed);
            case Input.Ticked _, Input.Observed _, Input.Overridden _, Input.Settled _ -> List.of();
            case Input.Noticed _, Input.Fired _, Input.Other _ -> List.of();
        };
    }

    private List<Shadowed> tick(Instant at) {
        var before = states.clock();
        var clock = before.tick(at);
        if (clock.equals(before)) {
            return List.of();
        }
        states.clock(clock);
        var now = clock.now();
        return now == null || now.equals(before.now())
                ? List.of() // A leap that waits for agreement.
                : each(states.all().values(), state -> decider.tick(state, now));
    }

    private List<Shadowed> measure(Input.Measured measured) {
        var decisions = new ArrayList<Shadowed>();
        measured.targets()
                .forEach(target ->
                        decisions.addAll(each(of(target, measured), state -> decider.measure(state, measured, now()))));
        return decisions;
    }

    private Collection<ShadowState> of(String target, Input.Measured measured) {
        return ofTarget(target).stream()
                .filter(state -> state.decider().policy().metrics().stream()
                        .anyMatch(metric -> metric.selector()
                                .matches(
                                        measured.series().name(),
                                        measured.series().dimensions())))
                .toList();
    }

    private List<Shadowed> change(String domain, Input.PolicyChanged changed) {
        var decisions = new ArrayList<Shadowed>();
        for (var target : changed.released()) {
            decisions.addAll(step(
                    states.all().get(ShadowState.key(target, changed.name())), state -> decider.release(state, now())));
        }
        if (changed.policy().orElse(null) instanceof CapacityPolicy policy && isShadow(policy)) {
            for (var target : changed.targets()) {
                var before = states.all().get(ShadowState.key(target, policy.name()));
                decisions.addAll(accept(before, decider.take(before, domain, target, policy, now())));
            }
        }
        return decisions;
    }

    private static boolean isShadow(Policy policy) {
        return policy.shadow();
    }

    // How many instances a cluster has concerns its services.
    private Collection<ShadowState> seeing(String domain, Input.Observed observed) {
        return observed.observation() instanceof Input.Observation.Cluster ? of(domain) : ofTarget(observed.target());
    }

    private Collection<ShadowState> of(String domain) {
        return states.all().values().stream()
                .filter(state -> state.decider().domain().equals(domain))
                .toList();
    }

    private Collection<ShadowState> ofTarget(String target) {
        return states.all().subMap(ShadowState.key(target, ""), target + END).values();
    }

    private List<Shadowed> each(Collection<ShadowState> some, Function<ShadowState, Moved> decide) {
        var decisions = new ArrayList<Shadowed>();
        // A copy, for a step changes what is kept.
        List.copyOf(some).forEach(state -> decisions.addAll(step(state, decide)));
        return decisions;
    }

    private List<Shadowed> step(@Nullable ShadowState state, Function<ShadowState, Moved> decide) {
        return state == null ? List.of() : accept(state, decide.apply(state));
    }

    private List<Shadowed> accept(@Nullable ShadowState before, Moved moved) {
        var next = moved.next();
        if (next != null && !next.equals(before)) {
            states.put(next);
        } else if (next == null && before != null) {
            states.remove(before.key());
        }
        return moved.decisions();
    }

    private @Nullable Instant now() {
        return states.clock().now();
    }
}

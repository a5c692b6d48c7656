package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.CapacityState.Actions;
import io.tidegate.streams.capacity.CapacityState.Facts;
import io.tidegate.streams.capacity.CapacityState.Outstanding;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what AWS told of a target into its state. Pure. */
final class Sighting {
    private Sighting() {}

    /** An answer asked for before the last one is older news and is left out. */
    static CapacityState of(CapacityState state, Observed input) {
        var told = input.rivals()
                .map(rivals -> state.with(state.actions().writes().knowing(rivals)))
                .orElse(state);
        return seeing(told, input);
    }

    private static CapacityState seeing(CapacityState state, Observed input) {
        var facts = state.facts();
        var at = input.at();
        return switch (input.observation()) {
            case Observation.Capacity capacity -> {
                var seen = new Seen<>(at, capacity);
                yield isNews(facts.capacity(), at)
                        ? seeing(state, facts.with(seen), isAgain(facts.capacity(), seen, state), input)
                        : state;
            }
            case Observation.ScalableTarget bounds -> {
                var seen = new Seen<>(at, bounds);
                yield isNews(facts.bounds(), at)
                        ? seeing(state, facts.having(seen), isAgain(facts.bounds(), seen, state), input)
                        : state;
            }
            case Observation.Cluster(var cluster) -> counting(state, at, new Observation.Instances(cluster.active()));
            case Observation.Instances instances -> counting(state, at, instances);
            case Observation.HookedGroups _, Observation.Template _ -> state;
            case Observation.Nothing _ ->
                state.with(facts.gone())
                        .with(state.actions().writes().forgetting())
                        .dueNow();
        };
    }

    private static boolean isNews(@Nullable Seen<?> last, Instant at) {
        return last == null || at.isAfter(last.at());
    }

    // The same as before, which still counted when the target was last evaluated: that was due again before it went
    // stale.
    private static boolean isAgain(@Nullable Seen<?> last, Seen<?> seen, CapacityState state) {
        return last != null
                && last.what().equals(seen.what())
                && !state.dueAt().isAfter(last.staleAt())
                && state.actions().writes().isSettled(last.at())
                && !changesWithEveryLook(state.policy());
    }

    // Answers count from when they were given, and forecasts by the time that they are asked for.
    private static boolean changesWithEveryLook(CapacityPolicy policy) {
        return policy.foresees() || policy.behaviour().stabilization().isAny();
    }

    // Where nothing is new, no verdict is: what time alone changes is due by itself.
    private static CapacityState seeing(CapacityState state, Facts facts, boolean again, Observed input) {
        var before = state.actions();
        var known = before.isLeftOut() && moved(state.facts(), facts) ? before.real() : before;
        var out = stillOut(known.outstanding(), input.at());
        var actions = new Actions(out, known.history(), known.retryAfter(), judging(state, out, input));
        var next = counting(state.with(facts)).with(actions);
        return again && actions.equals(state.actions()) ? next : next.dueNow();
    }

    // Only what loads read needs to know what ran when.
    private static CapacityState counting(CapacityState state) {
        var seen = Standing.seen(state);
        if (!state.policy().foresees() || seen == null) {
            return state;
        }
        var facts = state.facts();
        var horizon = seen.at().minus(state.memoryOfActions());
        return Standing.of(state, seen.at()) instanceof Standing.Known known
                ? state.with(facts.foreseeing(facts.foresight().seeing(known.running(), seen.at(), horizon)))
                : state;
    }

    // While a command is on its way, what AWS shows may be either; what has gone, or is about to, belongs to nobody.
    private static Writes judging(CapacityState state, @Nullable Outstanding out, Observed input) {
        var writes = state.actions().writes();
        if (input.observation() instanceof Observation.Service service && !service.active()) {
            return writes.forgetting();
        }
        var shown = Mark.in(input.observation(), state.policy().via());
        boolean waits = out != null && out.deadline().isAfter(input.at());
        return shown == null || waits
                ? writes
                : writes.seeing(
                        shown,
                        input.at(),
                        input.change(),
                        state.policy().execution().foreignWrites());
    }

    // Whether somebody changed what is ordered of AWS: then that counts, and no more what a dry run would have done.
    private static boolean moved(Facts before, Facts after) {
        return !settings(before).equals(settings(after));
    }

    private static List<Integer> settings(Facts facts) {
        var settings = new ArrayList<Integer>();
        if (facts.capacity() != null) {
            settings.add(facts.capacity().what().desired());
            if (facts.capacity().what() instanceof Observation.Group group) {
                settings.addAll(List.of(group.min(), group.max()));
            }
        }
        if (facts.bounds() != null) {
            settings.addAll(
                    List.of(facts.bounds().what().min(), facts.bounds().what().max()));
        }
        return settings;
    }

    // Instances say nothing of the service's own capacity, so a command stays out.
    private static CapacityState counting(CapacityState state, Instant at, Observation.Instances instances) {
        var facts = state.facts();
        if (!isNews(facts.instances(), at) || !state.policy().readsInstances()) {
            return state;
        }
        var seen = new Seen<>(at, instances);
        return state.with(facts.counting(seen)).dueNow();
    }

    // A command is over once an observation begun after its application has arrived: from then on AWS's word counts.
    private static @Nullable Outstanding stillOut(@Nullable Outstanding outstanding, Instant observedAt) {
        boolean seen =
                outstanding != null && outstanding.appliedAt() != null && observedAt.isAfter(outstanding.appliedAt());
        return seen ? null : outstanding;
    }
}

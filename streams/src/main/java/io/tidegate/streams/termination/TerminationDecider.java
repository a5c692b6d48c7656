package io.tidegate.streams.termination;

import io.tidegate.streams.decision.Events;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Ordered;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Planned;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.NoticeKind;
import io.tidegate.streams.journal.Input.Noticed;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.termination.InstanceState.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides how an instance leaves that its group terminates, and how one comes that it launches: a pure reducer, one state for each
 * instance that a hook holds. A notice may come twice, late or not at all; what was found waiting counts as noticed.
 */
public final class TerminationDecider {
    private @Nullable ObservedCluster indexed;
    private final SortedMap<String, ObservedCluster.Instance> index = new TreeMap<>();

    /** AWS told of an instance. What is told again changes nothing. */
    public Step<InstanceState> notice(@Nullable InstanceState state, DrainState drain, String target, Noticed input) {
        var notice = Notice.of(input);
        var next = state == null ? noticed(drain, target, notice) : noticed(state, drain, notice);
        return Step.silent(next.with(next.facts().with(next.notice().times(drain.hooks()), drain.managedDraining())));
    }

    private static InstanceState noticed(DrainState drain, String target, Notice notice) {
        return InstanceState.noticed(drain.domain(), target, drain.policy(), notice);
    }

    private static InstanceState noticed(InstanceState state, DrainState drain, Notice notice) {
        var known = state.notice();
        boolean over = state.course().phase().isOver();
        if (known.covers(notice)) {
            // With a token that came late the action can be named.
            return over ? state : state.with(known.with(notice));
        }
        if (notice.kind() == NoticeKind.LAUNCHING && known.kind() != NoticeKind.LAUNCHING) {
            return state; // It comes late: who leaves, or has left, was launched before.
        }
        if (over || known.kind() == NoticeKind.LAUNCHING) {
            // What holds it now is another action than the one that is over, or than that of its launch.
            return noticed(drain, state.target(), notice).with(state.ids());
        }
        return state.with(known.with(notice)).dueNow();
    }

    /** AWS was seen. An answer asked for before the last one is older news and is left out. */
    public Step<InstanceState> observe(InstanceState state, Observed input) {
        var facts = state.facts();
        var at = input.at();
        var seen = switch (input.observation()) {
            case Observation.Cluster(var cluster) -> facts.withContainer(new Seen<>(at, container(state, cluster)));
            case Observation.HookedGroups groups ->
                facts.withRegistrations(new Seen<>(
                                at,
                                groups.registrations()
                                        .getOrDefault(state.notice().instance(), List.of())))
                        .with(state.notice().times(groups.hooks()), groups.managedDraining());
            case Observation.Capacity _,
                    Observation.ScalableTarget _,
                    Observation.Instances _,
                    Observation.Template _,
                    Observation.Nothing _ -> facts;
        };
        var orders = switch (input.observation()) {
            case Observation.Cluster _ -> state.orders().seen(at, Order.Drain.class);
            case Observation.HookedGroups _ -> state.orders().seen(at, Order.Deregister.class);
            case Observation.Capacity _,
                    Observation.ScalableTarget _,
                    Observation.Instances _,
                    Observation.Template _,
                    Observation.Nothing _ -> state.orders();
        };
        boolean isNews = !seen.equals(facts) || !orders.equals(state.orders());
        return Step.silent(isNews ? state.with(seen).with(orders).dueNow() : state);
    }

    private Facts.Container container(InstanceState state, ObservedCluster cluster) {
        var instance = instances(cluster).get(state.notice().instance());
        return instance == null
                ? new Facts.Absent()
                : new Facts.Registered(
                        instance.arn(),
                        instance.status(),
                        instance.connected(),
                        instance.runningTasks() + instance.pendingTasks());
    }

    // One observation of thousands of instances meets as many states, one after the other: it is the same object.
    @SuppressWarnings("ReferenceEquality")
    private SortedMap<String, ObservedCluster.Instance> instances(ObservedCluster cluster) {
        if (cluster != indexed) {
            indexed = cluster;
            index.clear();
            cluster.instances().forEach(instance -> index.putIfAbsent(instance.instanceId(), instance));
        }
        return index;
    }

    /** A command ended. */
    public Step<InstanceState> settle(InstanceState state, Settled input, @Nullable Instant now) {
        var found = state.orders().all().stream()
                .filter(order -> state.commandId(order.sequence()).equals(input.commandId()))
                .findFirst();
        return Step.silent(found.map(order -> settled(state, order, input, now)).orElse(state));
    }

    // What an order was for is seen, or ordered again; until one has looked after its end, neither.
    private static InstanceState settled(InstanceState state, Ordered ended, Settled input, @Nullable Instant now) {
        var orders = isSeen(ended.order()) || hasFoundNone(ended.order(), input.result())
                ? state.orders().settled(state, input)
                : state.orders().without(ended);
        boolean failed = input.result() == Result.NOT_APPLIED;
        var retryAfter = failed && now != null ? now.plus(Commanded.RETRY_DELAY) : state.retryAfter();
        var next = state.with(orders).retryAfter(retryAfter).dueNow();
        return switch (ended.order()) {
            case Order.Heartbeat beat
            when input.result() == Result.SKIPPED ->
                next.with(next.course().ended(beat.action().hook(), End.TIMED_OUT));
            case Order.Heartbeat _ when failed -> next.with(next.course().beaten(null));
            case Order.Complete done
            when !failed ->
                next.with(next.course().ended(done.action().hook(), done.proceeds() ? End.CONTINUED : End.ABANDONED));
            default -> next;
        };
    }

    /** Whether an observation shows that an order was carried out. */
    private static boolean isSeen(Order order) {
        return order instanceof Order.Drain || order instanceof Order.Deregister;
    }

    // Then none is looked for again before the order is forgotten.
    private static boolean hasFoundNone(Order order, Result result) {
        return order instanceof Order.StopTasks && result == Result.THERE;
    }

    /** The clock reached {@code now}, and the instance is due. A state that is remembered no longer is dropped. */
    public Step<InstanceState> tick(InstanceState before, Instant now) {
        var state = before.with(before.ids().begun(now)).with(before.orders().at(now));
        if (isForgotten(state, now)) {
            return new Step<>(null, List.of());
        }
        return conclude(state, new Evaluation(closing(state, now), now).evaluate(), now);
    }

    private static boolean isForgotten(InstanceState state, Instant now) {
        var since = state.course().since();
        return state.course().phase().isOver()
                && since != null
                && !since.plus(Timing.REMEMBERED).isAfter(now);
    }

    // Once every hook's action has ended.
    private static InstanceState closing(InstanceState state, Instant now) {
        var course = state.course();
        if (course.phase().isOver() || !state.notice().isHeld() || !state.open().isEmpty()) {
            return state;
        }
        var phase = course.ends().containsValue(End.ABANDONED)
                ? Phase.ABANDONED
                : course.ends().containsValue(End.CONTINUED) ? Phase.COMPLETED : Phase.EXPIRED;
        return state.with(course.entering(phase, now)).saidNothing();
    }

    private static Step<InstanceState> conclude(InstanceState basis, Evaluation.Conclusion conclusion, Instant now) {
        var verdict = conclusion.verdict();
        var state = conclusion.state();
        var commands = Planned.commands(conclusion.orders(), state, now);
        var next = state.with(state.ids().commanded(commands.size()))
                .with(state.orders().plus(commands));
        var outputs = new ArrayList<Output>();
        boolean isNews = verdict != null && !verdict.told().equals(basis.lastVerdict());
        // Every order is on record with its reason, but for heartbeats: these are one after the other.
        boolean acts = conclusion.orders().stream().anyMatch(planned -> !(planned.order() instanceof Order.Heartbeat));
        if (verdict != null && (isNews || acts)) {
            next = next.with(next.ids().decided()).concluding(verdict.told());
            outputs.add(Decided.without(next, verdict, commands, now).basedOn(basis));
        }
        outputs.addAll(commands);
        return new Step<>(next.dueAt(Timing.nextOf(next, now)), outputs);
    }

    /** A policy lets the instances of its groups go: AWS goes on as it would without it. */
    public Step<InstanceState> release(InstanceState state, String policy, @Nullable Instant now) {
        return Events.release(state, policy, now);
    }

    /** The policy changed. */
    public Step<InstanceState> take(InstanceState state, DrainPolicy policy) {
        return Step.silent(state.under(policy));
    }

    /** Makes an evaluation again, from the state that its decision was based on. */
    public Decided again(InstanceState basis, Instant now) {
        var conclusion = new Evaluation(closing(basis, now), now).evaluate();
        var state = conclusion.state();
        var commands = Planned.commands(conclusion.orders(), state, now);
        var verdict = conclusion.verdict();
        return Decided.without(
                        state.with(state.ids().decided()),
                        verdict == null ? Verdict.held("NOTHING", "nothing is said of it") : verdict,
                        commands,
                        now)
                .basedOn(basis);
    }
}

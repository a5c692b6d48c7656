package io.tidegate.streams.termination;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Order.HookAction;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.decision.Planned;
import io.tidegate.streams.journal.Input.NoticeKind;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.DrainPolicy.Escalation;
import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.termination.Facts.Registered;
import io.tidegate.streams.termination.Notice.Hold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of an instance: how far it has come by what was seen, what time asks for, and what is ordered next. Every step is
 * "observe, then act": what was ordered and not seen is ordered again, and that harms nobody.
 */
final class Evaluation {
    private final DrainPolicy policy;
    private final Notice notice;
    private final Facts facts;
    private final Sight sight;
    private final Instant now;
    private InstanceState state;

    Evaluation(InstanceState state, Instant now) {
        this.state = state;
        this.policy = state.policy();
        this.notice = state.notice();
        this.facts = state.facts();
        this.sight = new Sight(facts, notice);
        this.now = now;
    }

    Conclusion evaluate() {
        if (state.course().since() == null) {
            state = state.with(state.course().entering(Phase.RECEIVED, now));
        }
        if (state.course().phase().isOver()) {
            return ended();
        }
        if (!policy.enabled()) {
            return concluded(Verdict.held("DISABLED", "the policy is disabled: its hooks time out"), List.of());
        }
        return notice.kind() == NoticeKind.LAUNCHING ? coming() : leaving();
    }

    // What is over is remembered for a while: a message may come twice.
    private Conclusion ended() {
        return new Conclusion(state, state.lastVerdict() == null ? over() : null, List.of());
    }

    private Conclusion coming() {
        var container = sight.container();
        if (policy.cluster().isEmpty() || (container instanceof Registered registered && registered.isReady())) {
            return answer(true, "LAUNCHED", "it has registered with its cluster and takes tasks");
        }
        var until = notice.at().plus(policy.launchDeadline());
        if (!until.isAfter(now)) {
            return answer(
                    false,
                    "LAUNCH_ABANDONED",
                    "it has not registered within " + Durations.text(policy.launchDeadline()));
        }
        return waiting("LAUNCHING", "it has not registered with its cluster yet", until, heartbeats());
    }

    private Conclusion leaving() {
        advance();
        var rungs = due();
        var rung = rungs.isEmpty() ? Optional.<Escalation>empty() : Optional.of(rungs.getLast());
        if (rung.isPresent() && rung.get().ends()) {
            return ending(rung.get());
        }
        if (isTooLate()) {
            return notice.isHeld()
                    ? answer(true, "OUT_OF_TIME", "its hook cannot be put off any longer: " + rest())
                    : gone("the notice of two minutes is over");
        }
        var orders = new ArrayList<Planned>();
        if (rung.isPresent()) {
            state = state.with(state.course().climbed(rungs.size()));
        }
        if (hasClimbed(Escalation.STOP_TASKS)) {
            stopTasks().ifPresent(orders::add);
        }
        orders.addAll(acting());
        return rung.isPresent()
                ? waiting("SLOW", "it still leaves: " + rest(), null, orders)
                : switch (state.course().phase()) {
                    case RECEIVED -> waiting("RECEIVED", rest(), null, orders);
                    case DRAINING -> waiting("DRAINING", rest(), null, orders);
                    case TASKS_GONE, DEREGISTERING -> waiting("DEREGISTERING", rest(), null, orders);
                    case OUT_OF_SERVICE ->
                        notice.isHeld()
                                ? answer(true, "OUT_OF_SERVICE", "no task runs on it, and nobody sends it requests")
                                : gone("no task runs on it, and nobody sends it requests");
                    case COMPLETED, ABANDONED, EXPIRED -> throw new AssertionError("is over: " + state.course());
                };
    }

    // As far as what was seen allows, at once: nothing waits for another tick.
    private void advance() {
        for (var next = next(); next.isPresent(); next = next()) {
            state = state.with(state.course().entering(next.get(), now));
        }
    }

    private Optional<Phase> next() {
        return switch (state.course().phase()) {
            case RECEIVED ->
                Optional.of(Phase.DRAINING).filter(_ -> policy.cluster().isEmpty() || sight.isDraining());
            case DRAINING ->
                Optional.of(Phase.TASKS_GONE).filter(_ -> policy.cluster().isEmpty() || sight.hasNoTasks());
            case TASKS_GONE ->
                Optional.of(Phase.DEREGISTERING).filter(_ -> sight.areSeen() && sight.isLeavingEverywhere());
            case DEREGISTERING ->
                Optional.of(Phase.OUT_OF_SERVICE)
                        .filter(_ -> sight.registrations().isEmpty());
            case OUT_OF_SERVICE, COMPLETED, ABANDONED, EXPIRED -> Optional.empty();
        };
    }

    /** The steps of escalation that the time asks for now, of those that were not taken yet. */
    private List<Escalation> due() {
        var rungs = isSpot() ? List.<DrainPolicy.Rung>of() : policy.ladder().rungs();
        return rungs.stream()
                .skip(state.course().rungs())
                .takeWhile(rung -> !notice.at().plus(rung.after()).isAfter(now))
                .map(DrainPolicy.Rung::action)
                .toList();
    }

    private Conclusion ending(Escalation how) {
        return how == Escalation.CONTINUE
                ? answer(true, "CONTINUED_ANYWAY", "its time is over: " + rest())
                : answer(false, "GIVEN_UP", "its time is over: " + rest());
    }

    private boolean isTooLate() {
        var limit = isSpot() ? notice.at().plus(policy.spotDeadline()) : Timing.limit(state);
        return !limit.isAfter(now);
    }

    // AWS takes it in two minutes, whatever holds it.
    private boolean isSpot() {
        return notice.kind() == NoticeKind.SPOT;
    }

    private List<Planned> acting() {
        if (isRetryingLater()) {
            return List.of();
        }
        var orders = new ArrayList<Planned>();
        drain().ifPresent(orders::add);
        // A spot instance has no time for one after the other.
        if (state.course().phase() == Phase.TASKS_GONE || isSpot()) {
            deregister().forEach(orders::add);
        }
        orders.addAll(heartbeats());
        return orders;
    }

    private String rest() {
        return sight.rest(state.course().phase());
    }

    private Optional<Planned> drain() {
        // Two that drain would wait for each other's hook.
        return sight.container() instanceof Registered registered
                        && !registered.isDraining()
                        && !facts.managedDraining()
                        && !isOrdered(Order.Drain.class)
                ? Optional.of(planned(
                        new Order.Drain(cluster(), notice.instance(), registered.arn()), "its group terminates it"))
                : Optional.empty();
    }

    private boolean hasClimbed(Escalation step) {
        return policy.ladder().rungs().stream()
                .limit(isSpot() ? 0 : state.course().rungs())
                .anyMatch(rung -> rung.action() == step);
    }

    // One order stops a few, so it is given again until there is none.
    private Optional<Planned> stopTasks() {
        return sight.container() instanceof Registered registered
                        && registered.tasks() > 0
                        && !isOrdered(Order.StopTasks.class)
                        && !isRetryingLater()
                ? Optional.of(planned(
                        new Order.StopTasks(cluster(), notice.instance(), registered.arn()),
                        "tasks that no service keeps hold it back"))
                : Optional.empty();
    }

    private Stream<Planned> deregister() {
        return sight.registrations().stream()
                .filter(registration -> !registration.leaving())
                .map(registration ->
                        new Order.Deregister(notice.instance(), registration.balancer(), registration.port()))
                .filter(order -> state.orders().all().stream()
                        .noneMatch(ordered -> ordered.order().equals(order)))
                .map(order -> planned(order, "its group terminates it"));
    }

    private List<Planned> heartbeats() {
        boolean rests = Timing.nextHeartbeat(state).isAfter(now) || isRetryingLater();
        if (rests || isOrdered(Order.Heartbeat.class) || state.open().isEmpty()) {
            return List.of();
        }
        state = state.with(state.course().beaten(now));
        return state.open().stream()
                .map(hold -> planned(new Order.Heartbeat(action(hold)), "it takes its time"))
                .toList();
    }

    private Conclusion answer(boolean proceeds, String reason, String explanation) {
        boolean waits = isOrdered(Order.Complete.class) || isRetryingLater();
        var orders = waits
                ? List.<Planned>of()
                : state.open().stream()
                        .map(hold -> planned(new Order.Complete(action(hold), proceeds), explanation))
                        .toList();
        return concluded(new Verdict(direction(), reason, explanation, null), orders);
    }

    private boolean isRetryingLater() {
        return state.retryAfter() != null && state.retryAfter().isAfter(now);
    }

    // Without a hook there is nobody to tell.
    private Conclusion gone(String explanation) {
        state = state.with(state.course().entering(Phase.COMPLETED, now));
        return concluded(new Verdict(Outcome.SCALE_IN, "OUT_OF_SERVICE", explanation, null), List.of());
    }

    private HookAction action(Hold hold) {
        return new HookAction(notice.group().name(), hold.hook(), notice.instance(), hold.token());
    }

    private Planned planned(Order order, String reason) {
        return new Planned(new Target.Instance(notice.group().place(), notice.instance()), order, 0, reason);
    }

    private String cluster() {
        return policy.cluster().orElseThrow().cluster();
    }

    private boolean isOrdered(Class<? extends Order> kind) {
        return state.orders().all().stream().anyMatch(ordered -> kind.isInstance(ordered.order()));
    }

    // An instance that serves is capacity more.
    private Outcome direction() {
        return notice.kind() == NoticeKind.LAUNCHING ? Outcome.SCALE_OUT : Outcome.SCALE_IN;
    }

    private Verdict over() {
        return switch (state.course().phase()) {
            case ABANDONED -> new Verdict(Outcome.SCALE_IN, "ABANDONED", "its hook was told to give it up", null);
            case EXPIRED -> new Verdict(Outcome.SCALE_IN, "EXPIRED", "AWS went on without an answer", null);
            default -> new Verdict(direction(), "COMPLETED", "its hook was told to go on", null);
        };
    }

    private Conclusion waiting(String reason, String explanation, @Nullable Instant until, List<Planned> orders) {
        return concluded(new Verdict(Outcome.HELD, reason, explanation, until), orders);
    }

    private Conclusion concluded(Verdict verdict, List<Planned> orders) {
        return new Conclusion(state, verdict, orders);
    }

    /**
     * What an evaluation came to.
     *
     * @param verdict null when there is nothing to say
     */
    record Conclusion(InstanceState state, @Nullable Verdict verdict, List<Planned> orders) {}
}

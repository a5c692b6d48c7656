package io.tidegate.streams.termination;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Order.HookAction;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.decision.Planned;
import io.tidegate.streams.journal.Input.NoticeKind;
import io.tidegate.streams.journal.Input.Observation.Registration;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.DrainPolicy.Escalation;
import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.termination.Facts.Registered;
import io.tidegate.streams.termination.Notice.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private final Instant now;
    private InstanceState state;

    Evaluation(InstanceState state, Instant now) {
        this.state = state;
        this.policy = state.policy();
        this.notice = state.notice();
        this.facts = state.facts();
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
        var container = container();
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
                    ? answer(true, "OUT_OF_TIME", "its hook cannot be put off any longer")
                    : gone("the notice of two minutes is over");
        }
        var orders = new ArrayList<Planned>();
        if (rung.isPresent()) {
            state = state.with(state.course().climbed(rungs.size()));
            if (rungs.contains(Escalation.STOP_TASKS)) {
                stopTasks().ifPresent(orders::add);
            }
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
                Optional.of(Phase.DRAINING).filter(_ -> policy.cluster().isEmpty() || isDraining());
            case DRAINING ->
                Optional.of(Phase.TASKS_GONE).filter(_ -> policy.cluster().isEmpty() || hasNoTasks());
            case TASKS_GONE -> Optional.of(Phase.DEREGISTERING).filter(_ -> areSeen() && isLeavingEverywhere());
            case DEREGISTERING ->
                Optional.of(Phase.OUT_OF_SERVICE).filter(_ -> registrations().isEmpty());
            case OUT_OF_SERVICE, COMPLETED, ABANDONED, EXPIRED -> Optional.empty();
        };
    }

    // One that its cluster knows no more is as good as drained.
    private boolean isDraining() {
        return switch (container()) {
            case null -> false;
            case Facts.Absent _ -> true;
            case Registered registered -> registered.isDraining();
        };
    }

    private boolean hasNoTasks() {
        return container() instanceof Registered registered ? registered.tasks() == 0 : true;
    }

    private Facts.@Nullable Container container() {
        var seen = facts.container();
        return seen == null || seen.at().isBefore(notice.at()) ? null : seen.what();
    }

    private boolean areSeen() {
        var seen = facts.registrations();
        return seen != null && !seen.at().isBefore(notice.at());
    }

    private List<Registration> registrations() {
        var seen = facts.registrations();
        return seen == null ? List.of() : seen.what();
    }

    private boolean isLeavingEverywhere() {
        return registrations().stream().allMatch(Registration::leaving);
    }

    /** The steps of escalation that the time asks for now, of those that were not taken yet. */
    private List<Escalation> due() {
        var rungs = notice.isHeld() ? policy.ladder().rungs() : List.<DrainPolicy.Rung>of();
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
        return !notice.isHeld() ? !notice.at().plus(policy.spotDeadline()).isAfter(now) : !limit().isAfter(now);
    }

    // The answer must be there before AWS gives its own.
    private Instant limit() {
        var hook = facts.hook();
        return hook == null
                ? InstanceState.NEVER
                : notice.at().plus(hook.global()).minus(Timing.MARGIN);
    }

    private List<Planned> acting() {
        if (isRetryingLater()) {
            return List.of();
        }
        var orders = new ArrayList<Planned>();
        drain().ifPresent(orders::add);
        // A spot instance has no time for one after the other.
        if (state.course().phase() == Phase.TASKS_GONE || !notice.isHeld()) {
            deregister().forEach(orders::add);
        }
        orders.addAll(heartbeats());
        return orders;
    }

    private Optional<Planned> drain() {
        // Two that drain would wait for each other's hook.
        return container() instanceof Registered registered
                        && !registered.isDraining()
                        && !facts.managedDraining()
                        && !isOrdered(Order.Drain.class)
                ? Optional.of(planned(
                        new Order.Drain(cluster(), notice.instance(), registered.arn()), "its group terminates it"))
                : Optional.empty();
    }

    private Optional<Planned> stopTasks() {
        return container() instanceof Registered registered && registered.tasks() > 0
                ? Optional.of(planned(
                        new Order.StopTasks(cluster(), notice.instance(), registered.arn()),
                        "tasks that no service keeps hold it back"))
                : Optional.empty();
    }

    private Stream<Planned> deregister() {
        return registrations().stream()
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
        return concluded(new Verdict(Outcome.SCALE_IN, reason, explanation, null), orders);
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

    /** What is still to go, for people. */
    private String rest() {
        return switch (state.course().phase()) {
            case RECEIVED, DRAINING ->
                container() instanceof Registered registered
                        ? "%d tasks on it%s"
                                .formatted(registered.tasks(), facts.managedDraining() ? ", and ECS drains it" : "")
                        : "its cluster has not been seen since its notice";
            case TASKS_GONE, DEREGISTERING ->
                areSeen()
                        ? registrations().stream()
                                .map(registration -> registration.balancer()
                                        + (registration.leaving() ? " lets requests end" : " sends it requests"))
                                .collect(Collectors.joining(", "))
                        : "its load balancers have not been seen";
            case OUT_OF_SERVICE, COMPLETED, ABANDONED, EXPIRED -> "nothing";
        };
    }

    private Verdict over() {
        return switch (state.course().phase()) {
            case ABANDONED -> new Verdict(Outcome.SCALE_IN, "ABANDONED", "its hook was told to give it up", null);
            case EXPIRED -> new Verdict(Outcome.SCALE_IN, "EXPIRED", "AWS went on without an answer", null);
            default -> new Verdict(Outcome.SCALE_IN, "COMPLETED", "its hook was told to go on", null);
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

    /** When something is due by itself. */
    static final class Timing {
        /** So much time is left for an answer to reach AWS. */
        static final Duration MARGIN = Duration.ofSeconds(30);

        /** A second delivery of a message comes within its queue's retention: 14 days at most (SQS quotas); most in minutes. */
        static final Duration REMEMBERED = Duration.ofHours(1);

        /** As often as the shortest hook needs it, while nobody has told how long this one waits. */
        private static final Duration UNKNOWN = Duration.ofSeconds(12);

        private Timing() {}

        /** Before half of the hook's timeout is over. */
        static Instant nextHeartbeat(InstanceState state) {
            var hook = state.facts().hook();
            var last = state.course().heartbeatAt() == null
                    ? state.notice().at()
                    : state.course().heartbeatAt();
            return last.plus(
                    hook == null ? UNKNOWN : hook.heartbeat().multipliedBy(2).dividedBy(5));
        }

        /** When the state is to be looked at again, unless something happens before. */
        static Instant nextOf(InstanceState state, Instant now) {
            var since = state.course().since();
            if (state.course().phase().isOver()) {
                return since == null ? now.plus(REMEMBERED) : since.plus(REMEMBERED);
            }
            var policy = state.policy();
            var notice = state.notice();
            var own = switch (notice.kind()) {
                case LAUNCHING -> Stream.of(notice.at().plus(policy.launchDeadline()));
                case SPOT -> Stream.of(notice.at().plus(policy.spotDeadline()));
                case TERMINATING ->
                    policy.ladder().rungs().stream().map(rung -> notice.at().plus(rung.after()));
            };
            var others = Stream.concat(
                    state.orders().ends(),
                    Stream.of(
                            nextHeartbeat(state),
                            state.retryAfter() == null ? InstanceState.NEVER : state.retryAfter()));
            return Stream.concat(own, others)
                    .filter(at -> at.isAfter(now))
                    .min(Instant::compareTo)
                    .orElse(InstanceState.NEVER);
        }
    }
}

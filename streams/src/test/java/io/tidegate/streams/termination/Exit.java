package io.tidegate.streams.termination;

import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.NoticeKind;
import io.tidegate.streams.journal.Input.Noticed;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observation.Hook;
import io.tidegate.streams.journal.Input.Observation.HookedGroups;
import io.tidegate.streams.journal.Input.Observation.Registration;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.DrainPolicy.Balancers;
import io.tidegate.streams.policy.DrainPolicy.Escalation;
import io.tidegate.streams.policy.DrainPolicy.Ladder;
import io.tidegate.streams.policy.DrainPolicy.Rung;
import io.tidegate.streams.policy.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One instance {@code i-1} of the group {@code web} under the cluster {@code demo}, on its way; seconds count from its notice. */
final class Exit {
    static final Instant NOTICED = Instant.parse("2026-05-04T12:00:00Z");
    static final String TARGET = "instance/i-1";
    static final String ARN = "arn:aws:ecs:us-east-1:000000000000:container-instance/demo/1";

    private final TerminationDecider decider = new TerminationDecider();
    private final List<Commanded> commands = new ArrayList<>();
    private final List<Decided> decisions = new ArrayList<>();
    private DrainState drain;
    private @Nullable InstanceState state;
    private int sent;

    private Exit(DrainPolicy policy) {
        drain = DrainState.taken(policy.target().text(), policy)
                .seeing(List.of(new Hook("web", "drain", Duration.ofMinutes(10), Duration.ofHours(16))), false);
    }

    static Exit underCluster() {
        return new Exit(policy(new Target.Cluster(Place.DEFAULT, "demo"), Optional.empty()));
    }

    static Exit ofGroupAlone() {
        return new Exit(policy(group(), Optional.empty()));
    }

    private static Target.Group group() {
        return new Target.Group(Place.DEFAULT, "web");
    }

    static DrainPolicy policy(Target target, Optional<String> hook) {
        return new DrainPolicy(
                "leaving",
                1,
                true,
                target,
                List.of(group()),
                hook,
                Balancers.NONE,
                new Ladder(List.of(
                        new Rung(Duration.ofMinutes(5), Escalation.NOTIFY),
                        new Rung(Duration.ofMinutes(10), Escalation.STOP_TASKS),
                        new Rung(Duration.ofMinutes(15), Escalation.CONTINUE))),
                Duration.ofSeconds(90),
                Duration.ofMinutes(10),
                Execution.DEFAULT);
    }

    Exit hooks(Hook... hooks) {
        drain = drain.seeing(List.of(hooks), drain.managedDraining());
        return this;
    }

    Exit ecsDrains() {
        drain = drain.seeing(drain.hooks(), true);
        return this;
    }

    Exit noticed() {
        return noticed(NoticeKind.TERMINATING, "drain", "token-1", 0);
    }

    Exit noticed(NoticeKind kind, @Nullable String hook, @Nullable String token, int second) {
        var notice =
                new Noticed("asg/web", kind, "i-1", Optional.ofNullable(hook), Optional.ofNullable(token), at(second));
        return take(decider.notice(state, drain, TARGET, notice));
    }

    /** The cluster is seen with the instance on it. */
    Exit sees(int second, String status, int tasks) {
        return sees(second, List.of(instance(status, tasks)));
    }

    /** The cluster is seen without it. */
    Exit seesNothingOfIt(int second) {
        return sees(second, List.of());
    }

    private Exit sees(int second, List<ObservedCluster.Instance> instances) {
        var cluster = new ObservedCluster(
                "arn:aws:ecs:us-east-1:000000000000:cluster/demo",
                instances,
                List.of(),
                Optional.empty(),
                Optional.empty());
        return observed(second, new Observation.Cluster(cluster));
    }

    private static ObservedCluster.Instance instance(String status, int tasks) {
        return new ObservedCluster.Instance(
                "i-1", ARN, status, true, Optional.empty(), Optional.empty(), tasks, 0, new TreeMap<>(), false, true);
    }

    /** Load balancers are seen: those that send it requests, or let them end. */
    Exit seesBalancers(int second, Registration... registrations) {
        var known = new TreeMap<String, List<Registration>>();
        known.put("i-1", List.of(registrations));
        return observed(second, new HookedGroups(drain.hooks(), known, drain.managedDraining()));
    }

    static Registration serving(String balancer) {
        return new Registration(balancer, OptionalInt.of(80), false);
    }

    static Registration leaving(String balancer) {
        return new Registration(balancer, OptionalInt.of(80), true);
    }

    private Exit observed(int second, Observation observation) {
        return state == null
                ? this
                : take(decider.observe(state, new Observed("cluster/demo", at(second), observation)));
    }

    Exit ticks(int second) {
        return state == null || state.dueAt().isAfter(at(second)) ? this : take(decider.tick(state, at(second)));
    }

    /** The last command ends. */
    Exit ends(Result result, int second) {
        var last = commands.getLast();
        return take(decider.settle(state(), new Settled(TARGET, last.id(), result, at(second)), at(second)));
    }

    /** Every command so far that is of a kind ends. */
    Exit endsAll(Class<? extends Order> kind, Result result, int second) {
        for (var command : List.copyOf(commands)) {
            if (kind.isInstance(command.order())) {
                take(decider.settle(state(), new Settled(TARGET, command.id(), result, at(second)), at(second)));
            }
        }
        return this;
    }

    /** What was ordered since this was asked last. */
    List<Order> orders() {
        var orders = commands.subList(sent, commands.size()).stream()
                .map(Commanded::order)
                .toList();
        sent = commands.size();
        return orders;
    }

    /** The reasons of all decisions, in order. */
    List<String> reasons() {
        return decisions.stream().map(decided -> decided.verdict().reason()).toList();
    }

    List<Decided> decisions() {
        return decisions;
    }

    Phase phase() {
        return state().course().phase();
    }

    InstanceState state() {
        if (state == null) {
            throw new AssertionError("nothing is known of the instance");
        }
        return state;
    }

    boolean isForgotten() {
        return state == null;
    }

    private Exit take(Step<InstanceState> step) {
        state = step.next();
        step.outputs().forEach(output -> {
            switch (output) {
                case Commanded command -> commands.add(command);
                case Decided decided -> decisions.add(decided);
            }
        });
        return this;
    }

    static Instant at(int second) {
        return NOTICED.plusSeconds(second);
    }
}

package io.tidegate.streams.decide;

import io.tidegate.schemas.BalancerRegistration;
import io.tidegate.schemas.ClusterTargetState;
import io.tidegate.schemas.DrainPolicyState;
import io.tidegate.schemas.HookHold;
import io.tidegate.schemas.HookedGroupsState;
import io.tidegate.schemas.InstanceExitState;
import io.tidegate.schemas.LifecycleHookState;
import io.tidegate.schemas.SeenContainer;
import io.tidegate.schemas.SeenRegistrations;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Orders;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.NoticeKind;
import io.tidegate.streams.journal.Input.Observation.Hook;
import io.tidegate.streams.journal.Input.Observation.HookedGroups;
import io.tidegate.streams.journal.Input.Observation.Registration;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.termination.DrainState;
import io.tidegate.streams.termination.Facts;
import io.tidegate.streams.termination.InstanceState;
import io.tidegate.streams.termination.InstanceState.Course;
import io.tidegate.streams.termination.InstanceState.End;
import io.tidegate.streams.termination.Notice;
import io.tidegate.streams.termination.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The states of drain policies and of instances to and from their record; lossless, and the same state gives the same bytes. */
final class TerminationSerdes {
    private TerminationSerdes() {}

    /** What a source told of groups. */
    static HookedGroups hookedGroups(HookedGroupsState avro) {
        var registrations = new TreeMap<String, List<Registration>>();
        avro.getRegistrations()
                .forEach(known -> registrations
                        .computeIfAbsent(known.getInstanceId(), _ -> new ArrayList<>())
                        .add(registration(known)));
        return new HookedGroups(
                avro.getHooks().stream().map(TerminationSerdes::hook).toList(),
                registrations,
                avro.getManagedDraining());
    }

    static ClusterTargetState toAvro(DrainState state) {
        return ClusterStateSerdes.head(state, null, Orders.NONE, null)
                .setDecider(new DrainPolicyState(
                        state.hooks().stream().map(TerminationSerdes::toAvro).toList(), state.managedDraining()))
                .build();
    }

    static DrainState drain(ClusterTargetState avro, DrainPolicyState drain) {
        return new DrainState(
                avro.getDomain(),
                avro.getTarget(),
                (DrainPolicy) PolicySerdes.policy(avro.getPolicy()),
                drain.getHooks().stream().map(TerminationSerdes::hook).toList(),
                drain.getManagedDraining());
    }

    static ClusterTargetState toAvro(InstanceState state) {
        var notice = state.notice();
        var course = state.course();
        var facts = state.facts();
        var hook = facts.hook();
        return ClusterStateSerdes.head(state, null, state.orders(), state.lastVerdict())
                .setDecider(InstanceExitState.newBuilder()
                        .setKind(notice.kind().name())
                        .setGroup(notice.group().text())
                        .setNoticedAt(notice.at())
                        .setHolds(notice.holds().stream()
                                .map(hold -> hold(hold, course.ends().get(hold.hook())))
                                .toList())
                        .setPhase(course.phase().name())
                        .setSince(course.since())
                        .setHeartbeatAt(course.heartbeatAt())
                        .setRungs(course.rungs())
                        .setRetryAfter(state.retryAfter())
                        .setContainer(container(facts.container()))
                        .setRegistrations(registrations(notice.instance(), facts.registrations()))
                        .setHeartbeatMillis(
                                hook == null ? null : hook.heartbeat().toMillis())
                        .setGlobalMillis(hook == null ? null : hook.global().toMillis())
                        .setManagedDraining(facts.managedDraining())
                        .build())
                .build();
    }

    static InstanceState instance(ClusterTargetState avro, InstanceExitState exit) {
        var ends = new TreeMap<String, End>();
        exit.getHolds().stream()
                .filter(hold -> hold.getEnd() != null)
                .forEach(hold -> ends.put(hold.getHook(), End.valueOf(hold.getEnd())));
        return new InstanceState(
                avro.getDomain(),
                avro.getTarget(),
                (DrainPolicy) PolicySerdes.policy(avro.getPolicy()),
                ClusterStateSerdes.ids(avro),
                notice(avro, exit),
                new Course(
                        Phase.valueOf(exit.getPhase()), exit.getSince(), exit.getHeartbeatAt(), exit.getRungs(), ends),
                new Facts(
                        container(exit.getContainer()),
                        registrations(exit.getRegistrations()),
                        times(exit),
                        exit.getManagedDraining()),
                ClusterStateSerdes.orders(avro),
                exit.getRetryAfter(),
                avro.getLastDecision(),
                avro.getDueAt());
    }

    private static Notice notice(ClusterTargetState avro, InstanceExitState exit) {
        if (Target.parse(avro.getTarget()) instanceof Target.Instance instance
                && Target.parse(exit.getGroup()) instanceof Target.Group group) {
            var holds = exit.getHolds().stream()
                    .map(hold -> new Notice.Hold(hold.getHook(), Optional.ofNullable(hold.getToken())))
                    .toList();
            return new Notice(NoticeKind.valueOf(exit.getKind()), group, instance.id(), holds, exit.getNoticedAt());
        }
        throw new IllegalArgumentException("an exit must be of an instance of a group, was of %s of %s"
                .formatted(avro.getTarget(), exit.getGroup()));
    }

    private static HookHold hold(Notice.Hold hold, @Nullable End end) {
        return new HookHold(hold.hook(), hold.token().orElse(null), end == null ? null : end.name());
    }

    private static @Nullable SeenContainer container(@Nullable Seen<Facts.Container> seen) {
        if (seen == null) {
            return null;
        }
        return switch (seen.what()) {
            case Facts.Absent _ -> new SeenContainer(seen.at(), null, "", false, 0);
            case Facts.Registered registered ->
                new SeenContainer(
                        seen.at(), registered.arn(), registered.status(), registered.connected(), registered.tasks());
        };
    }

    private static @Nullable Seen<Facts.Container> container(@Nullable SeenContainer avro) {
        if (avro == null) {
            return null;
        }
        var arn = avro.getArn();
        return new Seen<>(
                avro.getAt(),
                arn == null
                        ? new Facts.Absent()
                        : new Facts.Registered(arn, avro.getStatus(), avro.getConnected(), avro.getTasks()));
    }

    private static @Nullable SeenRegistrations registrations(String instance, @Nullable Seen<List<Registration>> seen) {
        return seen == null
                ? null
                : new SeenRegistrations(
                        seen.at(),
                        seen.what().stream()
                                .map(known -> new BalancerRegistration(
                                        instance,
                                        known.balancer(),
                                        known.port().isPresent() ? known.port().getAsInt() : null,
                                        known.leaving()))
                                .toList());
    }

    private static @Nullable Seen<List<Registration>> registrations(@Nullable SeenRegistrations avro) {
        return avro == null
                ? null
                : new Seen<>(
                        avro.getAt(),
                        avro.getItems().stream()
                                .map(TerminationSerdes::registration)
                                .toList());
    }

    private static Registration registration(BalancerRegistration avro) {
        var port = avro.getPort();
        return new Registration(
                avro.getBalancer(), port == null ? OptionalInt.empty() : OptionalInt.of(port), avro.getLeaving());
    }

    private static Facts.@Nullable HookTimes times(InstanceExitState exit) {
        var heartbeat = exit.getHeartbeatMillis();
        var global = exit.getGlobalMillis();
        return heartbeat == null || global == null
                ? null
                : new Facts.HookTimes(Duration.ofMillis(heartbeat), Duration.ofMillis(global));
    }

    private static Hook hook(LifecycleHookState avro) {
        return new Hook(
                avro.getGroup(),
                avro.getName(),
                Duration.ofSeconds(avro.getHeartbeatSeconds()),
                Duration.ofSeconds(avro.getGlobalSeconds()));
    }

    private static LifecycleHookState toAvro(Hook hook) {
        return new LifecycleHookState(
                hook.group(),
                hook.name(),
                "", // Which hook holds which way its notices tell.
                (int) hook.heartbeat().toSeconds(),
                (int) hook.global().toSeconds());
    }
}

package io.tidegate.connectors.lifecycle;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.Agenda;
import io.tidegate.connectors.bridge.Emitter.Keyed;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.lifecycle.LifecycleBridge.Access;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.LifecycleKind;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

/**
 * Looks for instances that hooks hold, whether or not a queue told of them: one event for each hook that may hold one, without
 * a token, for AWS does not tell it again. Not thread-safe.
 */
final class Reconciliation implements Loop.Pass {
    // DescribeAutoScalingGroups: at most 50 names unless MaxRecords says more (API reference).
    private static final int MAX_GROUPS = 50;
    private static final int MAX_PAGES = 20;

    private final Supplier<Set<Target.Group>> groups;
    private final Access access;
    private final Agenda<Target.Group> agenda;
    private final Trouble asking;

    Reconciliation(Duration interval, Supplier<Set<Target.Group>> groups, Access access) {
        this.groups = groups;
        this.access = access;
        this.agenda = new Agenda<>(_ -> interval);
        this.asking = new Trouble("groups", "Groups cannot be looked at for instances that wait", access.counters());
    }

    @Override
    public void run() throws InterruptedException {
        var due = agenda.due(access.clock().instant(), groups.get()).stream()
                .map(Agenda.Due::query)
                .toList();
        for (int from = 0; from < due.size(); from += MAX_GROUPS) {
            look(due.subList(from, Math.min(due.size(), from + MAX_GROUPS)));
        }
    }

    private void look(List<Target.Group> batch) throws InterruptedException {
        // Before the call: what happens while it runs is not in its answer.
        var at = Instant.ofEpochMilli(access.clock().millis());
        var events = new ArrayList<LifecycleEvent>();
        try {
            for (var group : described(batch)) {
                events.addAll(waiting(target(batch, group), group, at));
            }
            asking.over();
        } catch (SdkException e) {
            asking.met(AwsFailure.of(e));
        }
        access.emitter()
                .emit(events.stream()
                        .map(event -> new Keyed<>(event.getTarget(), event))
                        .toList());
    }

    private static Target.Group target(List<Target.Group> batch, AutoScalingGroup group) {
        return batch.stream()
                .filter(target -> target.name().equals(group.autoScalingGroupName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("DescribeAutoScalingGroups must tell of groups that were"
                        + " asked for, was " + group.autoScalingGroupName()));
    }

    private List<AutoScalingGroup> described(List<Target.Group> batch) {
        var first = DescribeAutoScalingGroupsRequest.builder()
                .autoScalingGroupNames(batch.stream().map(Target.Group::name).toList())
                .build();
        var described = new ArrayList<AutoScalingGroup>();
        var request = first;
        for (int page = 0; page < MAX_PAGES; page++) {
            access.counters().countRead();
            var answer = access.api().describeAutoScalingGroups(request);
            described.addAll(answer.autoScalingGroups());
            if (answer.nextToken() == null || answer.nextToken().isEmpty()) {
                break;
            }
            request = first.toBuilder().nextToken(answer.nextToken()).build();
        }
        return described;
    }

    private List<LifecycleEvent> waiting(Target.Group target, AutoScalingGroup group, Instant at) {
        var held = group.instances().stream()
                .filter(instance -> Wait.BY_STATE.containsKey(instance.lifecycleStateAsString()))
                .toList();
        if (held.isEmpty()) {
            return List.of();
        }
        var hooks = hooks(target.name());
        return held.stream()
                .flatMap(instance -> events(target, instance, hooks, at))
                .toList();
    }

    private List<LifecycleHook> hooks(String group) {
        access.counters().countRead();
        return access.api()
                .describeLifecycleHooks(DescribeLifecycleHooksRequest.builder()
                        .autoScalingGroupName(group)
                        .build())
                .lifecycleHooks();
    }

    private static Stream<LifecycleEvent> events(
            Target.Group target, Instance instance, List<LifecycleHook> hooks, Instant at) {
        var state = instance.lifecycleStateAsString();
        var wait = Wait.BY_STATE.get(state);
        return wait == null
                ? Stream.empty()
                : hooks.stream()
                        .filter(hook -> wait.transition().equals(hook.lifecycleTransition()))
                        .map(hook -> LifecycleEvent.newBuilder()
                                .setKind(wait.kind())
                                .setTarget(target.text())
                                .setAt(at)
                                .setEventId(
                                        "%s/%s/%s".formatted(instance.instanceId(), state, hook.lifecycleHookName()))
                                .setInstanceId(instance.instanceId())
                                .setHookName(hook.lifecycleHookName())
                                .setAttributes(Map.of("reconciled", "true", "LifecycleTransition", wait.transition()))
                                .build());
    }

    /** What an instance waits for in a state. */
    private record Wait(LifecycleKind kind, String transition) {
        static final Map<String, Wait> BY_STATE = Map.of(
                "Terminating:Wait",
                new Wait(LifecycleKind.INSTANCE_TERMINATING, "autoscaling:EC2_INSTANCE_TERMINATING"),
                "Pending:Wait",
                new Wait(LifecycleKind.INSTANCE_LAUNCHING, "autoscaling:EC2_INSTANCE_LAUNCHING"));
    }
}

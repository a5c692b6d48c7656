package io.tidegate.connectors.inventory.hook;

import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.CapacityObservation;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** Reads the hooked groups of one policy after the other, each whole or not at all. Thread-safe. */
public final class HookReader {
    private final HookCalls calls;
    private final Clock clock;

    public HookReader(HookApi api, SourceCounters counters, Clock clock) {
        this.calls = new HookCalls(api, counters, clock);
        this.clock = clock;
    }

    /**
     * Reads hooks and registrations. Groups and load balancers that AWS does not know have none.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when a part could not be read: half of the registrations would
     *     look like instances that have left
     */
    public CapacityObservation read(WatchedHooks watched) {
        // Before the first call: what happens during the round is not in all of its answers.
        var at = clock.instant();
        var answers = answers(watched);
        return CapacityObservation.newBuilder()
                .setTarget(watched.target().text())
                .setObservedAt(at)
                .setObserved(HookMapper.state(answers, watched.hook()))
                .build();
    }

    private HookAnswers answers(WatchedHooks watched) {
        var groups = calls.groups(watched.groups());
        var hooks = groups.stream()
                .flatMap(group -> calls.hooks(group.autoScalingGroupName()).stream())
                .toList();
        if (groups.stream().allMatch(group -> group.instances().isEmpty())) {
            return new HookAnswers(groups, hooks, new TreeMap<>(), new TreeMap<>()); // Nobody could be registered.
        }
        var targetGroups = names(watched.targetGroups(), groups, AutoScalingGroup::targetGroupARNs);
        var loadBalancers = names(watched.loadBalancers(), groups, AutoScalingGroup::loadBalancerNames);
        return new HookAnswers(
                groups,
                hooks,
                asked(targetGroups.stream().filter(calls::isOfInstances).toList(), calls::targets),
                asked(loadBalancers, calls::instances));
    }

    private static SortedSet<String> names(
            List<String> ofPolicy, List<AutoScalingGroup> groups, Function<AutoScalingGroup, List<String>> ofGroup) {
        var names = new TreeSet<>(ofPolicy);
        groups.forEach(group -> names.addAll(ofGroup.apply(group)));
        return names;
    }

    private static <A> Map<String, List<A>> asked(Collection<String> names, Function<String, List<A>> ask) {
        var answers = new TreeMap<String, List<A>>();
        names.forEach(name -> answers.put(name, ask.apply(name)));
        return answers;
    }
}

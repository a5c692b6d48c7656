package io.tidegate.deploy.view;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.HookedGroupsState;
import io.tidegate.schemas.LaunchTemplateState;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the topics told so far, in bounded memory: the last decisions, and one entry for each target. Thread-safe. Facts of
 * different topics come in any order; facts of one target and topic come in theirs.
 */
public final class LiveView {
    private static final int MAX_DECISIONS = 500;
    // An installation larger than this is watched by queries, not by one page.
    private static final int MAX_TARGETS = 10_000;
    private static final Set<String> ENDS =
            Set.of("OUT_OF_SERVICE", "COMPLETED", "ABANDONED", "EXPIRED", "POLICY_RELEASED");

    private final SortedMap<String, ScalingPolicy> policies = new TreeMap<>();
    private final SortedMap<String, TargetRecord> targets = new TreeMap<>();
    private final SortedMap<String, List<String>> overridden = new TreeMap<>();
    private final Deque<Decision> decisions = new ArrayDeque<>();
    private final Map<OutcomeStatus, Long> outcomes = new EnumMap<>(OutcomeStatus.class);
    private final Map<ForeignWrites.Followed, Long> foreignWrites = new EnumMap<>(ForeignWrites.Followed.class);
    private final SortedMap<Integer, Instant> ticks = new TreeMap<>();
    private long decisionCount;
    private long commandCount;
    private long deadLetterCount;

    /** A policy, or its removal. */
    public synchronized void take(String name, Optional<ScalingPolicy> policy) {
        policy.ifPresentOrElse(present -> policies.put(name, present), () -> policies.remove(name));
    }

    /** An observation; of no concern where it tells no capacity. */
    public synchronized void take(CapacityObservation observation) {
        if (tellsCapacity(observation.getObserved())) {
            target(observation.getTarget()).ifPresent(known -> known.take(observation));
        }
    }

    // Policies of instances and images have their groups observed as well.
    private static boolean tellsCapacity(Object observed) {
        return !(observed instanceof HookedGroupsState) && !(observed instanceof LaunchTemplateState);
    }

    /** A decision. */
    public synchronized void take(Decision decision) {
        decisionCount++;
        ForeignWrites.followed(decision).ifPresent(followed -> foreignWrites.merge(followed, 1L, Long::sum));
        if (decisions.size() == MAX_DECISIONS) {
            decisions.removeLast();
        }
        decisions.addFirst(decision);
        target(decision.getTarget()).ifPresent(known -> known.take(decision));
        if (isOver(decision)) {
            targets.remove(decision.getTarget());
        }
    }

    // Instances come and go; those that have gone would push out what is driven.
    private static boolean isOver(Decision decision) {
        return ENDS.contains(decision.getReason()) && isInstance(decision.getTarget());
    }

    private static boolean isInstance(String target) {
        return Target.parse(target) instanceof Target.Instance;
    }

    /** A command. */
    public synchronized void take(ScaleCommand command) {
        commandCount++;
    }

    /** All overrides of a domain. */
    public synchronized void take(Overrides all) {
        for (String name : overridden.getOrDefault(all.getDomain(), List.of())) {
            target(name).ifPresent(known -> known.overridden(null));
        }
        all.getEntries().forEach(entry -> target(entry.getTarget()).ifPresent(known -> known.overridden(entry)));
        overridden.put(
                all.getDomain(),
                all.getEntries().stream().map(OverrideEntry::getTarget).toList());
    }

    /** How a command ended. */
    public synchronized void take(CommandOutcome outcome) {
        outcomes.merge(outcome.getStatus(), 1L, Long::sum);
        // Of an instance that has gone nothing more is to be shown.
        if (targets.containsKey(outcome.getTarget()) || !isInstance(outcome.getTarget())) {
            target(outcome.getTarget()).ifPresent(known -> known.take(outcome));
        }
    }

    /** A tick of one partition. */
    public synchronized void take(ScheduleTick tick) {
        ticks.merge(tick.getPartition(), tick.getAt(), (a, b) -> a.isAfter(b) ? a : b);
    }

    /** A dead letter. */
    public synchronized void takeDeadLetter() {
        deadLetterCount++;
    }

    /** Policies in force, by name. */
    public synchronized Collection<ScalingPolicy> policies() {
        return List.copyOf(policies.values());
    }

    /** Every target that a policy names or a fact told of, by name. */
    public synchronized List<TargetView> targets() {
        var names = new TreeSet<>(targets.keySet());
        driving().forEach(policy -> names.addAll(policy.getTargets()));
        var views = new ArrayList<TargetView>();
        var clock = ticks.values().stream().max(Instant::compareTo);
        for (var name : names) {
            var known = targets.get(name);
            views.add((known == null ? new TargetRecord(name) : known).view(policyOf(name), clock));
        }
        return List.copyOf(views);
    }

    /** The last decisions, newest first, at most {@code limit}. */
    public synchronized List<Decision> decisions(int limit) {
        return decisions.stream().limit(limit).toList();
    }

    /** Decisions seen. */
    public synchronized long decisionCount() {
        return decisionCount;
    }

    /** Writes of somebody else by what followed, in lower case: all that can follow, in a fixed order. */
    public synchronized SortedMap<String, Long> foreignWrites() {
        var counts = new TreeMap<String, Long>();
        for (var followed : ForeignWrites.Followed.values()) {
            counts.put(followed.name().toLowerCase(Locale.ROOT), foreignWrites.getOrDefault(followed, 0L));
        }
        return counts;
    }

    /** Dead letters seen. */
    public synchronized long deadLetterCount() {
        return deadLetterCount;
    }

    /** Commands seen and how they ended. */
    public synchronized CommandCounts commands() {
        return new CommandCounts(
                commandCount,
                count(OutcomeStatus.APPLIED),
                count(OutcomeStatus.SKIPPED),
                count(OutcomeStatus.REFUSED),
                count(OutcomeStatus.FAILED));
    }

    /** The last tick of the partition that is furthest behind; empty before the first. */
    public synchronized Optional<Instant> slowestTick() {
        return ticks.values().stream().min(Instant::compareTo);
    }

    private long count(OutcomeStatus status) {
        return outcomes.getOrDefault(status, 0L);
    }

    private Optional<TargetRecord> target(String name) {
        if (!targets.containsKey(name) && targets.size() >= MAX_TARGETS) {
            return Optional.empty();
        }
        return Optional.of(targets.computeIfAbsent(name, TargetRecord::new));
    }

    private Stream<ScalingPolicy> driving() {
        return policies.values().stream().filter(PolicyKinds::drivesCapacity);
    }

    private Optional<String> policyOf(String target) {
        return driving()
                .filter(policy -> policy.getTargets().contains(target))
                .map(ScalingPolicy::getName)
                .findFirst();
    }
}

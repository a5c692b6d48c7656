package io.tidegate.streams.decide;

import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.JournalClock;
import io.tidegate.streams.shell.ObjectStore;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** The states of a task, in its stores: one for each kind of record, for a store has one schema. */
record StoredStates(
        ObjectStore<String, Held> targets,
        ObjectStore<String, Held> clusters,
        ObjectStore<String, Overridden> overrides,
        ObjectStore<String, JournalClock> clocks)
        implements TargetStates {
    private static final String CLOCK = "clock";

    static StoredStates of(ProcessorContext<?, ?> context) {
        return new StoredStates(
                context.getStateStore(DecideTopology.STATES),
                context.getStateStore(DecideTopology.CLUSTERS),
                context.getStateStore(DecideTopology.OVERRIDES),
                context.getStateStore(DecideTopology.CLOCK));
    }

    @Override
    public JournalClock clock() {
        var clock = clocks.get(CLOCK);
        return clock == null ? JournalClock.UNSET : clock;
    }

    @Override
    public void clock(JournalClock clock) {
        clocks.put(CLOCK, clock);
    }

    @Override
    public @Nullable Held get(String target) {
        var state = targets.get(target);
        return state == null ? clusters.get(target) : state;
    }

    @Override
    public void put(Held state) {
        of(state).put(state.target(), state);
    }

    @Override
    public void remove(Held state) {
        of(state).remove(state.target());
    }

    private ObjectStore<String, Held> of(Held state) {
        return switch (state) {
            case Held.Capacity _ -> targets;
            case Held.Cluster _, Held.File _, Held.Drain _, Held.Instance _, Held.Image _ -> clusters;
        };
    }

    @Override
    public SortedMap<String, Held> all() {
        var all = new TreeMap<>(targets.all());
        all.putAll(clusters.all());
        return all;
    }

    @Override
    public @Nullable Overridden overridden(String domain) {
        return overrides.get(domain);
    }

    @Override
    public void put(Overridden overridden) {
        overrides.put(overridden.domain(), overridden);
    }

    @Override
    public void remove(Overridden overridden) {
        overrides.remove(overridden.domain());
    }

    @Override
    public SortedMap<String, Overridden> allOverridden() {
        return overrides.all();
    }
}

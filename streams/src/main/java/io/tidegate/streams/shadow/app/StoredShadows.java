package io.tidegate.streams.shadow.app;

import io.tidegate.streams.journal.JournalClock;
import io.tidegate.streams.shadow.ShadowState;
import io.tidegate.streams.shadow.ShadowStates;
import io.tidegate.streams.shadow.app.ShadowBoard.Pair;
import io.tidegate.streams.shell.ObjectStore;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The states of a task, in its stores; what they come to is on the board while the task is here. */
final class StoredShadows implements ShadowStates {
    private static final String CLOCK = "clock";

    private final ObjectStore<String, ShadowState> shadows;
    private final ObjectStore<String, JournalClock> clocks;
    private final ShadowBoard board;
    private final TreeMap<String, Pair> shown = new TreeMap<>();

    StoredShadows(ProcessorContext<?, ?> context, ShadowBoard board) {
        this.shadows = context.getStateStore(ShadowTopology.SHADOWS);
        this.clocks = context.getStateStore(ShadowTopology.CLOCK);
        this.board = board;
        shadows.all().values().forEach(this::show);
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
    public SortedMap<String, ShadowState> all() {
        return shadows.all();
    }

    @Override
    public void put(ShadowState state) {
        shadows.put(state.key(), state);
        show(state);
    }

    private void show(ShadowState state) {
        board.put(shown.computeIfAbsent(state.key(), _ -> new Pair(state.target(), state.policy())), state);
    }

    @Override
    public void remove(String key) {
        shadows.remove(key);
        var gone = shown.remove(key);
        if (gone != null) {
            board.remove(gone);
        }
    }

    /** The task goes: another process shows them. */
    void hide() {
        shown.values().forEach(board::remove);
        shown.clear();
    }
}

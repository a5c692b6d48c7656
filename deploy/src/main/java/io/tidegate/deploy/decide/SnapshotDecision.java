package io.tidegate.deploy.decide;

import io.tidegate.deploy.decide.SnapshotFile.Entry;
import io.tidegate.streams.ecsautoscale.Action;
import io.tidegate.streams.ecsautoscale.Outcome;
import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import io.tidegate.streams.ecsautoscale.Snapshot;
import io.tidegate.streams.ecsautoscale.SnapshotReader;
import io.tidegate.streams.ecsautoscale.UnusableException;
import java.util.List;

/**
 * What one snapshot comes to. Pure: the same snapshot and files give the same decision.
 *
 * @param id the snapshot's own, or {@code #n} where it has none: its position among all, from 1
 * @param usable whether it was a snapshot
 * @param withheld actions of a test run, which are decided and not asked for
 */
public record SnapshotDecision(
        String id, boolean usable, List<Action> actions, List<Action> withheld, List<Failure> errors) {

    private static final String WHOLE = "snapshot";

    /**
     * Decides one snapshot.
     *
     * @param position among all, from 1
     * @param definitions put in the place of the snapshot's own of the same cluster, or added
     */
    public static SnapshotDecision of(int position, Entry entry, Definitions definitions) {
        String fallback = "#" + position;
        return switch (entry) {
            case Entry.Malformed malformed -> unusable(fallback, malformed.problem());
            case Entry.Value value -> {
                try {
                    yield of(SnapshotReader.read(value.item(), fallback, SnapshotJson::answer), definitions);
                } catch (UnusableException e) {
                    yield unusable(SnapshotReader.id(value.item()).orElse(fallback), String.valueOf(e.getMessage()));
                }
            }
        };
    }

    private static SnapshotDecision of(Snapshot snapshot, Definitions definitions) {
        Outcome outcome = definitions.decide(snapshot);
        List<Action> none = List.of();
        return new SnapshotDecision(
                snapshot.id(),
                true,
                snapshot.testRun() ? none : outcome.actions(),
                snapshot.testRun() ? outcome.actions() : none,
                outcome.failures());
    }

    private static SnapshotDecision unusable(String id, String problem) {
        return new SnapshotDecision(id, false, List.of(), List.of(), List.of(new Failure(WHOLE, problem)));
    }
}

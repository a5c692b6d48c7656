package io.tidegate.deploy.storm;

import io.tidegate.simulatedaws.hook.ActionCounts;

/**
 * Where a storm stands, as the simulated AWS has it.
 *
 * @param waves made so far
 * @param actions of hooks that hold what leaves
 * @param serving instances of all groups
 * @param leaving instances that are held or shut down
 * @param messages in the queue, hidden ones too
 * @param droppedRequests until now
 */
public record Standing(
        int waves, ActionCounts actions, int serving, int leaving, int messages, double droppedRequests) {

    /** For people, in a line. */
    public String line() {
        return "storm      wave %d: %d told to go, %d held, %d leaving, %d gone on, %d expired; %d serving, %d messages, %.0f requests dropped"
                .formatted(
                        waves,
                        actions.begun(),
                        actions.open(),
                        leaving,
                        actions.completed(),
                        actions.timedOut(),
                        serving,
                        messages,
                        droppedRequests);
    }
}

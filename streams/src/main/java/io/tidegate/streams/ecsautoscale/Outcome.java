package io.tidegate.streams.ecsautoscale;

import java.util.List;

/**
 * What a run came to.
 *
 * @param actions in the order in which they are to be sent
 * @param failures what could not be decided, and nothing else was kept from
 */
public record Outcome(List<Action> actions, List<Failure> failures) {
    public Outcome {
        actions = List.copyOf(actions);
        failures = List.copyOf(failures);
    }

    /**
     * What could not be decided.
     *
     * @param scope name of a cluster, or {@code cluster/service}
     * @param message what is wrong, and where it stands
     */
    public record Failure(String scope, String message) {}
}

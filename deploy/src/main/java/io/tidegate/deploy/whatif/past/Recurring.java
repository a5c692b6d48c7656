package io.tidegate.deploy.whatif.past;

import io.tidegate.streams.journal.Input;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes what recurs from entry to entry, series and targets, one object: every policy that is tried looks them up, and finds what it has
 * seen before sooner than its equal. As many are kept as there are series and targets. Not thread-safe.
 */
final class Recurring {
    private final Map<String, Input.Measured> measured = new HashMap<>(); // Looked up only, by series.
    private final Map<String, String> observed = new HashMap<>(); // Looked up only.

    /** An equal input. */
    Input of(Input input) {
        return switch (input) {
            case Input.Measured one -> of(one);
            case Input.Observed one -> {
                var target = observed.putIfAbsent(one.target(), one.target());
                yield target == null
                        ? one
                        : new Input.Observed(target, one.at(), one.observation(), one.change(), one.rivals());
            }
            default -> input;
        };
    }

    private Input.Measured of(Input.Measured one) {
        var before = measured.get(one.series().key());
        if (before == null
                || !before.series().equals(one.series())
                || !before.targets().equals(one.targets())) {
            measured.put(one.series().key(), one);
            return one;
        }
        return new Input.Measured(before.series(), one.pane(), before.targets());
    }
}

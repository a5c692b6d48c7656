package io.tidegate.streams.shadow;

import io.tidegate.streams.decision.Output.Decided;
import java.util.List;

/**
 * A decision of a shadow.
 *
 * @param censored aliases whose real metric was saturated in the window: more may have been asked than it showed
 */
public record Shadowed(Decided decided, List<String> censored) {
    public Shadowed {
        censored = List.copyOf(censored);
    }
}

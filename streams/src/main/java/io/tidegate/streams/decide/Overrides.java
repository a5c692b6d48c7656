package io.tidegate.streams.decide;

import io.tidegate.streams.journal.Input.Overridden;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people have overridden, domain by domain, until all of it has expired. It holds for targets that no policy drives yet,
 * and for those that one has let go.
 */
final class Overrides {
    private final TargetStates states;
    private final DueIndex ends = new DueIndex();

    Overrides(TargetStates states) {
        this.states = states;
        states.allOverridden().forEach((domain, overridden) -> ends.add(domain, overridden.end()));
    }

    /** All that is overridden in a domain; null when nothing is. */
    @Nullable
    Overridden of(String domain) {
        return states.overridden(domain);
    }

    /** Domains in which something is overridden, in the order of their names. */
    Set<String> domains() {
        return states.allOverridden().keySet();
    }

    /** Takes the place of what was overridden in its domain. */
    void change(Overridden changed, @Nullable Instant now) {
        forget(changed.domain());
        if (changed.end().isAfter(now == null ? Instant.MIN : now)) {
            ends.add(changed.domain(), changed.end());
            states.put(changed);
        }
    }

    /** Forgets what has expired. */
    void expire(Instant now) {
        ends.upTo(now).forEach(this::forget);
    }

    private void forget(String domain) {
        var overridden = states.overridden(domain);
        if (overridden != null) {
            ends.remove(domain, overridden.end());
            states.remove(overridden);
        }
    }
}

package io.tidegate.streams.journal;

import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.naming.Target;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Overrides to and from their records. */
public final class OverrideSerdes {
    private OverrideSerdes() {}

    /**
     * All overrides of a domain.
     *
     * @throws IllegalArgumentException when an entry says nothing, or is of a target of another domain
     */
    public static Input.Overridden fromAvro(Overrides overrides) {
        var entries = new TreeMap<String, ManualOverride>();
        for (var entry : overrides.getEntries()) {
            var target = Target.parse(entry.getTarget());
            if (!target.domain().equals(overrides.getDomain())) {
                throw new IllegalArgumentException("target %s must be of domain %s, was of %s"
                        .formatted(entry.getTarget(), overrides.getDomain(), target.domain()));
            }
            entries.put(entry.getTarget(), fromAvro(entry));
        }
        return new Input.Overridden(
                overrides.getDomain(), entries, overrides.getChangedBy(), overrides.getChangeReason());
    }

    /** The record of a domain's overrides. */
    public static Overrides toAvro(Input.Overridden overridden) {
        return new Overrides(
                overridden.domain(),
                overridden.entries().entrySet().stream()
                        .map(entry -> toAvro(entry.getKey(), entry.getValue()))
                        .toList(),
                overridden.by(),
                overridden.reason());
    }

    /** The domain of a record that can be read. */
    public static String domainOf(Overrides overrides) {
        fromAvro(overrides);
        return overrides.getDomain();
    }

    public static ManualOverride fromAvro(OverrideEntry entry) {
        var capacity = entry.getCapacity();
        return new ManualOverride(
                entry.getPauseIn(),
                entry.getPauseOut(),
                capacity == null ? OptionalInt.empty() : OptionalInt.of(capacity),
                entry.getBeyondBounds(),
                entry.getBy(),
                entry.getReason(),
                entry.getExpiresAt());
    }

    public static OverrideEntry toAvro(String target, ManualOverride override) {
        return new OverrideEntry(
                target,
                override.pauseIn(),
                override.pauseOut(),
                override.capacity().isPresent() ? override.capacity().getAsInt() : null,
                override.by(),
                override.reason(),
                override.expiresAt(),
                override.beyondBounds());
    }
}

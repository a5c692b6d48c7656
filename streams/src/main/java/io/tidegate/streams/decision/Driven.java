package io.tidegate.streams.decision;

import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.policy.Policy;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the state of every target tells and can become, whatever decides it. Immutable, and complete but for the clock of its
 * partition.
 *
 * @param <S> the state itself
 */
public interface Driven<S extends Driven<S>> {
    /** Later than every tick, and still a number of milliseconds. */
    Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    String domain();

    String target();

    /** Who drives it. */
    Policy policy();

    Ids ids();

    /** What a person decided; null when nothing. */
    @Nullable
    ManualOverride override();

    /** The first tick at or after it evaluates the target again. */
    Instant dueAt();

    S with(Ids changed);

    /** Under another override, or none: the next tick evaluates it, and records what it comes to. */
    S overriddenBy(@Nullable ManualOverride changed);

    /** Clock at its first tick, which must have been. */
    default Instant epoch() {
        return Objects.requireNonNull(ids().epoch(), "a target is evaluated from its first tick on");
    }

    /** Id of its n-th command, whatever that is sent to. */
    default String commandId(long sequence) {
        return "%s|%s|%d|%d".formatted(domain(), target(), epoch().toEpochMilli(), sequence);
    }
}

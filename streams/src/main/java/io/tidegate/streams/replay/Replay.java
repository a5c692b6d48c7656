package io.tidegate.streams.replay;

import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decide.JournalSerdes;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.JournalClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One journal partition run again, domain by domain: each from its seed, or from the beginning of the journal. Pure; the
 * same entries give the same outputs.
 */
public final class Replay {
    // Snapshots are of no interest here, so their interval only has to be valid.
    private static final Duration NO_SNAPSHOTS = Duration.ofDays(36_500);

    private final TreeMap<String, Running> domains = new TreeMap<>();
    private JournalClock clock = JournalClock.UNSET;

    private record Running(TargetStates states, JournalPartition partition, long after) {}

    /** Starts every domain that has a seed from it. */
    public Replay(List<Seed> seeds) {
        for (var seed : seeds) {
            var states = new TargetStates.InMemory();
            states.clock(seed.clock());
            seed.states().forEach(states::put);
            seed.overridden().ifPresent(states::put);
            domains.put(seed.domain(), running(states, seed.offset()));
        }
    }

    /** Runs the entry at {@code offset}; entries come in the order of their offsets. */
    public List<Output> apply(long offset, JournalEntry entry) {
        var input = JournalSerdes.fromAvro(entry);
        if (input instanceof Input.Ticked tick) {
            clock = clock.tick(tick.at());
            var outputs = new ArrayList<Output>();
            domains.forEach((domain, running) -> outputs.addAll(run(running, offset, domain, input)));
            return outputs;
        }
        var running = domains.computeIfAbsent(entry.getDomain(), _ -> fresh());
        return run(running, offset, entry.getDomain(), input);
    }

    private Running fresh() {
        var states = new TargetStates.InMemory();
        states.clock(clock);
        return running(states, -1);
    }

    private static Running running(TargetStates states, long after) {
        return new Running(states, new JournalPartition(states, NO_SNAPSHOTS), after);
    }

    /** Whether applying {@code entry} would take the clock beyond a time: it belongs to what comes after. */
    public boolean isBeyond(JournalEntry entry, Instant end) {
        if (!(entry.getInput() instanceof ScheduleTick tick)) {
            return false;
        }
        var now = clock.tick(tick.getAt()).now();
        return now != null && now.isAfter(end);
    }

    /** What is known of a domain now; null while it is not known at all. */
    public @Nullable TargetStates states(String domain) {
        var running = domains.get(domain);
        return running == null ? null : running.states();
    }

    private static List<Output> run(Running running, long offset, String domain, Input input) {
        if (offset <= running.after()) {
            return List.of();
        }
        return running.partition().apply(domain, input).stream()
                .filter(Result.Emitted.class::isInstance)
                .map(result -> ((Result.Emitted) result).output())
                .toList();
    }
}

package io.tidegate.deploy.whatif.bundle;

import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.Journey;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.bundle.Manifest.Stretch;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.Snapshot;
import io.tidegate.streams.journal.JournalClock;
import io.tidegate.streams.replay.Seed;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What is needed to run a stretch of the past again: the journal of the domains from their last snapshots before it on, those
 * snapshots, and what was decided, commanded and came of it since. For one call.
 */
public final class BundleExport {
    // Clocks of brokers and deciders differ. What came too early is left out by its offset all the same.
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final History history;
    private final Request request;
    private final Journey journey;
    private final Map<String, Seed> seeds = new HashMap<>();
    private final Map<Integer, JournalClock> clocks = new HashMap<>();
    private final SortedMap<String, Integer> domains = new TreeMap<>();
    private final SortedMap<Integer, Stretch> partitions = new TreeMap<>();
    private final SortedMap<Kind, Long> counts = new TreeMap<>();

    /**
     * Prepares one of what a replay of {@code request} reads.
     *
     * @throws IllegalArgumentException when a target does not tell its domain
     */
    public BundleExport(History history, Request request) {
        this.history = history;
        this.request = request;
        this.journey = Journey.of(history, request.targets(), request.from());
        for (var seed : journey.seeds().all()) {
            seeds.put(seed.domain(), seed);
            domains.put(seed.domain(), seed.partition());
        }
    }

    /**
     * Writes it; {@code out} stays open.
     *
     * @param application that writes it, with its version
     * @param tzdata version of the time zone data here
     * @throws IllegalArgumentException when there is nothing to write
     */
    public Manifest write(OutputStream out, String application, String tzdata) throws IOException {
        var writer = new BundleWriter(out);
        // In the order of the kinds: what led to a decision is there when the decision is.
        for (var kind : Kind.values()) {
            writer.write(kind, taker -> read(kind, found -> taker.accept(found.from())));
        }
        if (partitions.isEmpty()) {
            throw new IllegalArgumentException("the journal must have a record in that span, had none: %s to %s of %s"
                    .formatted(
                            request.from().map(Instant::toString).orElse("its beginning"),
                            request.to().map(Instant::toString).orElse("its end"),
                            request.targets().isEmpty() ? "all targets" : String.join(", ", request.targets())));
        }
        var manifest = new Manifest(
                application,
                tzdata,
                request.from(),
                request.to(),
                List.copyOf(request.targets()),
                domains,
                partitions,
                counts,
                writer.schemaIds(),
                Optional.empty());
        writer.finish(history.schemas(), manifest);
        return manifest;
    }

    private void read(Kind kind, Consumer<Recorded> taker) {
        counts.put(kind, 0L);
        var slice = journey.slice();
        var meant = kind == Kind.JOURNAL ? slice : new Slice(slice.domains(), new TreeMap<>(), since());
        history.read(EnumSet.of(kind), meant, found -> take(found, taker));
    }

    // Where every domain has one: else there may be records of any time.
    private Optional<Instant> since() {
        if (journey.slice().offsets().isEmpty()) {
            return Optional.empty();
        }
        return seeds.values().stream()
                .flatMap(seed -> Optional.ofNullable(seed.clock().now()).stream())
                .min(Instant::compareTo)
                .map(first -> first.minus(CLOCKS_DIFFER));
    }

    private boolean take(Recorded found, Consumer<Recorded> taker) {
        if (found.value() instanceof JournalEntry entry) {
            if (isPastEnd(found.partition(), entry)) {
                return false;
            }
            note(found, entry);
        }
        if (isMeant(found)) {
            counts.merge(found.kind(), 1L, Long::sum);
            taker.accept(found);
        }
        return true;
    }

    private boolean isPastEnd(int partition, JournalEntry entry) {
        if (!(entry.getInput() instanceof ScheduleTick tick)) {
            return false;
        }
        var clock = clocks.getOrDefault(partition, JournalClock.UNSET).tick(tick.getAt());
        clocks.put(partition, clock);
        return clock.now() != null && isAfterEnd(clock.now());
    }

    private void note(Recorded found, JournalEntry entry) {
        if (!(entry.getInput() instanceof ScheduleTick)) {
            domains.put(entry.getDomain(), found.partition());
        }
        var at = found.appendedAt();
        var first = new Stretch(found.offset(), found.offset(), at, at);
        partitions.merge(found.partition(), first, (stretch, _) -> stretch.and(found.offset(), at));
    }

    private boolean isMeant(Recorded found) {
        return switch (found.value()) {
            case Decision decision -> isSince(decision.getDomain(), found) && !isAfterEnd(decision.getAt());
            case ScaleCommand command -> isSince(command.getDomain(), found) && !isAfterEnd(command.getIssuedAt());
            case CommandOutcome outcome ->
                !isAfterEnd(outcome.getAt()) && !isBeforeSeed(outcome.getDomain(), outcome.getAt());
            case Snapshot snapshot -> isMeant(snapshot);
            default -> true;
        };
    }

    private boolean isSince(String domain, Recorded found) {
        var seed = seeds.get(domain);
        return seed == null || found.journalOffset().orElse(Long.MAX_VALUE) > seed.offset();
    }

    private boolean isBeforeSeed(String domain, Instant at) {
        var seed = seeds.get(domain);
        var now = seed == null ? null : seed.clock().now();
        return now != null && at.isBefore(now);
    }

    // The seed itself, and later ones: they are where `state --at` starts.
    private boolean isMeant(Snapshot snapshot) {
        var seed = seeds.get(snapshot.getDomain());
        var now = snapshot.getClock().getNow();
        return (seed == null || snapshot.getJournalOffset() >= seed.offset()) && now != null && !isAfterEnd(now);
    }

    private boolean isAfterEnd(Instant at) {
        return request.to().map(at::isAfter).orElse(false);
    }
}

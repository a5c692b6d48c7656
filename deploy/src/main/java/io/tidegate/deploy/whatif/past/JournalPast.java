package io.tidegate.deploy.whatif.past;

import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.Journey;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.streams.decide.JournalSerdes;
import io.tidegate.streams.journal.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The journal between two times of its arrival, without the instances under services unless they are wanted. */
public final class JournalPast implements Past {
    private final History history;
    private final Slice slice;
    private final Optional<Instant> from;
    private final Optional<Instant> to;
    private final Optional<List<Happened>> before;
    private final boolean instances;

    /** Of the domains of {@code slice}, from a time, inclusive, to another, exclusive. */
    public JournalPast(History history, Slice slice, Optional<Instant> from, Optional<Instant> to) {
        this(history, slice, from, to, Optional.empty(), false);
    }

    private JournalPast(
            History history,
            Slice slice,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<List<Happened>> before,
            boolean instances) {
        this.history = history;
        this.slice = slice;
        this.from = from;
        this.to = to;
        this.before = before;
        this.instances = instances;
    }

    /** The same where it is known what was in force before it begins. */
    JournalPast after(List<Happened> known) {
        return new JournalPast(history, slice, from, to, Optional.of(known), instances);
    }

    /** The same, telling of the instances under services as well: tasks need room there. */
    public JournalPast withInstances() {
        return new JournalPast(history, slice, from, to, before, true);
    }

    @Override
    public void readOrders(Predicate<Happened> taker) {
        read(slice.only(CapacityObservation.SCHEMA$, CommandOutcome.SCHEMA$), taker);
    }

    @Override
    public void read(Predicate<Happened> taker) {
        read(slice, taker);
    }

    private void read(Slice meant, Predicate<Happened> taker) {
        var wanted = new AtomicBoolean(true);
        var recurring = new Recurring();
        long begun = from.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
        before.orElseGet(this::inForce).forEach(happened -> wanted.set(wanted.get() && taker.test(happened)));
        history.read(EnumSet.of(Kind.JOURNAL), meant, found -> {
            if (!wanted.get() || (to.isPresent() && !found.appendedAt().isBefore(to.get()))) {
                return false;
            }
            if (isWanted(found)
                    && found.value() instanceof JournalEntry entry
                    && (instances || !isOfInstances(entry))) {
                long at = Math.max(found.from().timestamp(), begun);
                var input = recurring.of(JournalSerdes.fromAvro(entry));
                wanted.set(taker.test(new Happened(at, entry.getDomain(), input)));
            }
            return true;
        });
    }

    // Of a past that begins with snapshots they alone tell what was applied and overridden before.
    List<Happened> inForce() {
        if (history.start().isEmpty()) {
            return List.of();
        }
        var told = new ArrayList<Happened>();
        for (var seed : Journey.of(history, slice, history.start()).seeds().all()) {
            var now = seed.clock().now();
            var at = from.or(() -> Optional.ofNullable(now))
                    .orElse(Instant.EPOCH)
                    .toEpochMilli();
            for (var held : seed.states()) {
                var policy = held.state().policy();
                told.add(new Happened(
                        at,
                        seed.domain(),
                        new Input.PolicyChanged(
                                policy.name(), List.of(held.target()), List.of(), Optional.of(policy))));
            }
            seed.overridden().ifPresent(overridden -> told.add(new Happened(at, seed.domain(), overridden)));
        }
        return told;
    }

    // What policies are in force is told once, however long ago; it counts from the beginning.
    private boolean isWanted(Recorded found) {
        return from.isEmpty() || !found.appendedAt().isBefore(from.get()) || isOfAPolicy(found);
    }

    static boolean isOfAPolicy(Recorded found) {
        return found.value() instanceof JournalEntry entry && entry.getInput() instanceof PolicyChange;
    }

    private static boolean isOfInstances(JournalEntry entry) {
        return entry.getInput() instanceof CapacityObservation seen && seen.getObserved() instanceof EcsClusterState;
    }

    @Override
    public Optional<Instant> earliest() {
        var first = new AtomicReference<@Nullable Instant>();
        history.read(EnumSet.of(Kind.JOURNAL), slice, found -> {
            first.accumulateAndGet(found.appendedAt(), JournalPast::earlier);
            return false;
        });
        return Optional.ofNullable(first.get());
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    @Override
    public boolean tellsCapacity() {
        return true;
    }

    @Override
    public boolean tellsOrders() {
        return true;
    }

    @Override
    public boolean hasTicks() {
        return true;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}

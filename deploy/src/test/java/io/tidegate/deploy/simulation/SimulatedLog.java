package io.tidegate.deploy.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's log as far as it matters here: one partition a topic, transactions with their markers, fencing by producer epoch
 * and by group membership, timeouts of transactions that nobody ends. What is in it stays.
 */
final class SimulatedLog {
    private final Scheduler scheduler;
    private final Map<String, List<Entry>> topics = new TreeMap<>();
    private final Map<String, Integer> epochs = new TreeMap<>();
    private final Map<String, Transaction> open = new TreeMap<>();
    private final Map<String, Long> committedOffsets = new TreeMap<>();
    private final List<Consumer<Entry>> readers = new ArrayList<>();
    private final Set<Strand> waiting = new LinkedHashSet<>();

    SimulatedLog(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** A record, or the marker that ends a transaction. */
    @SuppressWarnings("ArrayRecordComponent") // As Kafka has them.
    record Entry(
            String topic,
            long offset,
            byte[] key,
            byte[] value,
            boolean marker,
            @Nullable Transaction transaction) {
        boolean isOpen() {
            return transaction != null && transaction.state == State.OPEN;
        }

        boolean isReadable() {
            return !marker && (transaction == null || transaction.state == State.COMMITTED);
        }
    }

    enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    /** One transaction of a producer. */
    static final class Transaction {
        private final String id;
        private final int epoch;
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, Long> offsets = new TreeMap<>();
        private State state = State.OPEN;
        private Runnable onCommit = () -> {};

        private Transaction(String id, int epoch) {
            this.id = id;
            this.epoch = epoch;
        }

        /** Its id and epoch. */
        String writer() {
            return id + "/" + epoch;
        }
    }

    /** Hears every record once it is committed. */
    void onCommitted(Consumer<Entry> reader) {
        readers.add(reader);
    }

    /** A new epoch for a transactional id; what its earlier holder left open is aborted. */
    int begin(String transactionalId) {
        abortOpen(transactionalId);
        return epochs.merge(transactionalId, 1, Integer::sum);
    }

    /** Opens a transaction, or continues the one that is open. */
    Transaction transaction(String id, int epoch, Duration timeout) {
        checkEpoch(id, epoch);
        return open.computeIfAbsent(id, _ -> {
            var transaction = new Transaction(id, epoch);
            scheduler.after(timeout, () -> {
                if (transaction.state == State.OPEN) {
                    begin(id);
                }
            });
            return transaction;
        });
    }

    void append(Transaction transaction, String topic, byte[] key, byte[] value) {
        checkEpoch(transaction.id, transaction.epoch);
        transaction.entries.add(add(topic, key, value, false, transaction));
    }

    void offsets(Transaction transaction, Map<String, Long> offsets) {
        checkEpoch(transaction.id, transaction.epoch);
        transaction.offsets.putAll(offsets);
    }

    /** Does something with the commit, and only with it. */
    void withCommit(Transaction transaction, Runnable action) {
        transaction.onCommit = action;
    }

    void commit(Transaction transaction) {
        checkEpoch(transaction.id, transaction.epoch);
        end(transaction, State.COMMITTED);
        committedOffsets.putAll(transaction.offsets);
        transaction.onCommit.run();
        transaction.entries.forEach(entry -> readers.forEach(reader -> reader.accept(entry)));
    }

    void abort(Transaction transaction) {
        checkEpoch(transaction.id, transaction.epoch);
        end(transaction, State.ABORTED);
    }

    /** Writes a record without a transaction. */
    void append(String topic, byte[] key, byte[] value) {
        var entry = add(topic, key, value, false, null);
        wakeAll();
        readers.forEach(reader -> reader.accept(entry));
    }

    /** Up to {@code most} entries from {@code offset}: markers and what is aborted as well, nothing that may still be. */
    List<Entry> read(String topic, long offset, int most) {
        var entries = topic(topic);
        var found = new ArrayList<Entry>();
        for (int at = (int) offset; at < entries.size() && found.size() < most; at++) {
            if (entries.get(at).isOpen()) {
                break;
            }
            found.add(entries.get(at));
        }
        return found;
    }

    long end(String topic) {
        return topic(topic).size();
    }

    /** Whether an open transaction holds an offset of the group's. */
    boolean hasPendingOffset(String topic) {
        return open.values().stream().anyMatch(transaction -> transaction.offsets.containsKey(topic));
    }

    long committedOffset(String topic) {
        return committedOffsets.getOrDefault(topic, 0L);
    }

    /** Wakes the strand when something new can be read, once. */
    void wakeOnNews(Strand strand) {
        waiting.add(strand);
    }

    private Entry add(String topic, byte[] key, byte[] value, boolean marker, @Nullable Transaction transaction) {
        var entries = topic(topic);
        var entry = new Entry(topic, entries.size(), key, value, marker, transaction);
        entries.add(entry);
        return entry;
    }

    private void end(Transaction transaction, State state) {
        if (transaction.state != State.OPEN) {
            throw new IllegalStateException("transaction must be open, was " + transaction.state);
        }
        transaction.state = state;
        open.remove(transaction.id);
        transaction.entries.stream()
                .map(Entry::topic)
                .distinct()
                .forEach(topic -> add(topic, new byte[0], new byte[0], true, null));
        wakeAll();
    }

    private void abortOpen(String id) {
        var transaction = open.get(id);
        if (transaction != null) {
            end(transaction, State.ABORTED);
        }
    }

    private void checkEpoch(String id, int epoch) {
        int current = Objects.requireNonNull(epochs.getOrDefault(id, 0));
        if (epoch != current) {
            throw new ProducerFencedException("epoch of " + id + " must be " + current + ", was " + epoch);
        }
    }

    private void wakeAll() {
        waiting.forEach(Strand::wake);
        waiting.clear();
    }

    private List<Entry> topic(String name) {
        return topics.computeIfAbsent(name, _ -> new ArrayList<>());
    }
}

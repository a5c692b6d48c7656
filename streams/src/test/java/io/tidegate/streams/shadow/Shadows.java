package io.tidegate.streams.shadow;

import io.tidegate.schemas.Decision;
import io.tidegate.streams.Policies;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.JournalClock;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shadows of one target, whose real capacity and metrics the test says, on a clock that it moves. */
final class Shadows {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static final String DOMAIN = "cluster/demo";
    private static final Duration PANE = Duration.ofSeconds(5);

    private final boolean restarts;
    private final States states = new States();
    private final List<Decision> decisions = new ArrayList<>();
    private final TreeMap<String, Double> readings = new TreeMap<>();
    private ShadowPartition partition = new ShadowPartition(states);
    private Instant now = NOON;
    private long revision;

    /** With {@code restarts} everything is written down and read again before each input. */
    Shadows(boolean restarts) {
        this.restarts = restarts;
        journal(new Input.Ticked(now));
    }

    private static final class States implements ShadowStates {
        private TreeMap<String, ShadowState> states = new TreeMap<>();
        private JournalClock clock = JournalClock.UNSET;

        @Override
        public JournalClock clock() {
            return clock;
        }

        @Override
        public void clock(JournalClock next) {
            clock = next;
        }

        @Override
        public SortedMap<String, ShadowState> all() {
            return Collections.unmodifiableSortedMap(states);
        }

        @Override
        public void put(ShadowState state) {
            states.put(state.key(), state);
        }

        @Override
        public void remove(String key) {
            states.remove(key);
        }

        void restart() {
            var read = new TreeMap<String, ShadowState>();
            states.forEach((key, state) -> read.put(key, ShadowSerdes.fromAvro(ShadowSerdes.toAvro(state))));
            states = read;
        }
    }

    private void journal(Input input) {
        restart();
        take(partition.applyJournal(DOMAIN, input));
    }

    private void own(Input input) {
        restart();
        take(partition.applyOwn(DOMAIN, input));
    }

    private void restart() {
        if (restarts) {
            states.restart();
            partition = new ShadowPartition(states);
        }
    }

    private void take(List<Shadowed> made) {
        made.forEach(one -> decisions.add(ShadowSerdes.toAvro(one, "test")));
    }

    void apply(CapacityPolicy policy) {
        own(new Input.PolicyChanged(policy.name(), List.of(Policies.TARGET), List.of(), Optional.of(policy)));
    }

    void delete(String policy) {
        own(new Input.PolicyChanged(policy, List.of(), List.of(Policies.TARGET), Optional.empty()));
    }

    /** AWS tells of the real service. */
    void observe(int desired, int running) {
        journal(new Input.Observed(
                Policies.TARGET,
                now,
                new Input.Observation.Service("ACTIVE", desired, running, Math.max(0, desired - running), false)));
    }

    /** Something else of the journal. */
    void happens(Input input) {
        journal(input);
    }

    /** The last whole pane of a metric. */
    void reads(String metric, double value) {
        var start = PartialPane.startOf(now, PANE).minus(PANE);
        var read = new Aggregate(1, value, value, value, value, start);
        own(new Input.Measured(
                SeriesId.of(metric, Map.of()),
                new PartialPane(start, PANE, 0, ++revision, read, 0),
                List.of(Policies.TARGET)));
    }

    /** Seconds pass, in which the metric reads {@code value} and the real service has {@code real} tasks. */
    void pass(int seconds, int real, String metric, double value) {
        double before = readings.getOrDefault(metric, value);
        readings.put(metric, value);
        for (int second = 0; second < seconds; second++) {
            now = now.plusSeconds(1);
            if (now.getEpochSecond() % 5 == 0) {
                observe(real, real);
                // The pane that has just ended is of the time before.
                reads(metric, second < 5 ? before : value);
            }
            journal(new Input.Ticked(now));
        }
    }

    Instant now() {
        return now;
    }

    List<Decision> decisions() {
        return decisions;
    }

    /** Those of one shadow. */
    List<Decision> decisions(String policy) {
        return decisions.stream()
                .filter(decision -> decision.getPolicy().equals(policy))
                .toList();
    }

    Optional<VirtualCapacity> capacity(String policy) {
        return Optional.ofNullable(states.all().get(ShadowState.key(Policies.TARGET, policy)))
                .map(ShadowState::capacity);
    }
}

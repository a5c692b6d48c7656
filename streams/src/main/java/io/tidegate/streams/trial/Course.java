package io.tidegate.streams.trial;

import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.policy.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened during a case.
 *
 * @param stands by the offset at which each came about; the first at zero
 * @param decisions in their order
 * @param commands in their order
 */
public record Course(
        Instant start, NavigableMap<Duration, Stand> stands, List<Decided> decisions, List<Commanded> commands) {
    public Course {
        stands = Collections.unmodifiableNavigableMap(new TreeMap<>(stands));
        decisions = List.copyOf(decisions);
        commands = List.copyOf(commands);
    }

    /** What the target has. */
    public record Stand(int desired, int running, Bounds bounds) {}

    /** What stood at an offset, once everything of that second had happened. */
    public Stand at(Duration offset) {
        return Objects.requireNonNull(stands.floorEntry(offset), "a course starts at zero")
                .getValue();
    }

    /** The decision that was the last one at an offset. */
    public Optional<Decided> decisionAt(Duration offset) {
        var at = start.plus(offset);
        return decisions.stream().filter(decided -> !decided.at().isAfter(at)).reduce((_, later) -> later);
    }

    /** Steps of the desired capacity, up or down, by their offset. */
    SortedMap<Duration, Integer> steps() {
        var steps = new TreeMap<Duration, Integer>();
        int before = stands.firstEntry().getValue().desired();
        for (Map.Entry<Duration, Stand> entry : stands.entrySet()) {
            int desired = entry.getValue().desired();
            if (desired != before) {
                steps.put(entry.getKey(), desired - before);
            }
            before = desired;
        }
        return steps;
    }

    /** Takes down what happens. */
    static final class Recorder {
        private final Instant start;
        private final TreeMap<Duration, Stand> stands = new TreeMap<>();
        private final List<Decided> decisions = new ArrayList<>();
        private final List<Commanded> commands = new ArrayList<>();

        Recorder(Instant start) {
            this.start = start;
        }

        void add(Decided decided) {
            decisions.add(decided);
        }

        void add(Commanded command) {
            commands.add(command);
        }

        void stands(Instant now, Stand stand) {
            if (stands.isEmpty() || !stands.lastEntry().getValue().equals(stand)) {
                stands.put(Duration.between(start, now), stand);
            }
        }

        Course course() {
            return new Course(start, stands, decisions, commands);
        }
    }
}

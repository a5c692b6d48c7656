package io.tidegate.deploy.whatif.past;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.policy.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** A trace as if it had been measured: its columns are the metrics of targets, and what it tells of their capacity was seen. */
public final class TracePast implements Past {
    private final Trace trace;
    private final List<Traced> traced;
    private final List<String> untold;

    /**
     * A metric of a target, and the column that it reads.
     *
     * @param target that has lines in the trace
     */
    public record Traced(Target target, Metric metric, String column) {}

    public TracePast(Trace trace, Collection<Traced> traced) {
        this(trace, traced, List.of());
    }

    /** With what a reader should know that the trace does not tell. */
    TracePast(Trace trace, Collection<Traced> traced, List<String> untold) {
        this.trace = trace;
        this.traced = List.copyOf(traced);
        this.untold = List.copyOf(untold);
    }

    @Override
    public void read(Predicate<Happened> taker) {
        new Walk().read(taker);
    }

    @Override
    public Optional<Instant> earliest() {
        return Optional.of(trace.start());
    }

    @Override
    public boolean tellsCapacity() {
        return trace.tellsCapacity();
    }

    @Override
    public boolean tellsOrders() {
        return trace.tellsCapacity() && trace.tellsOrders();
    }

    @Override
    public boolean hasTicks() {
        return false;
    }

    @Override
    public List<String> notes() {
        var notes = new ArrayList<>(untold);
        if (trace.repeated() > 0) {
            notes.add("%s: %d rows were replaced by later ones of the same time"
                    .formatted(trace.file(), trace.repeated()));
        }
        if (trace.unordered()) {
            notes.add(trace.file() + ": rows were put in the order of their times");
        }
        if (!trace.tellsCapacity()) {
            notes.add(trace.file() + ": no column running, so nothing tells how much capacity there was");
        }
        return notes;
    }

    private final class Walk {
        private final PriorityQueue<Line> lines =
                new PriorityQueue<>(Comparator.comparingLong(Line::next).thenComparingInt(Line::number));

        Walk() {
            var capacities = traced.stream()
                    .map(Traced::target)
                    .distinct()
                    .filter(_ -> trace.tellsCapacity())
                    .map(target -> new Capacities(lines.size(), target, rows(target)));
            capacities.forEach(this::add);
            int number = traced.size();
            for (var each : traced) {
                var feed = new Feed(
                        trace,
                        rows(each.target()),
                        each.column(),
                        each.metric(),
                        each.target().text());
                add(new Readings(number++, each.target().domain(), feed));
            }
        }

        private Trace.Lines rows(Target target) {
            return trace.of(target.text()).orElseThrow();
        }

        private void add(Line line) {
            if (line.next() < Long.MAX_VALUE) {
                lines.add(line);
            }
        }

        void read(Predicate<Happened> taker) {
            boolean wanted = true;
            while (wanted && !lines.isEmpty()) {
                var line = lines.remove();
                long at = line.next();
                wanted = line.take()
                        .map(input -> taker.test(new Happened(at, line.domain(), input)))
                        .orElse(true);
                add(line);
            }
        }
    }

    /** One thing after another that a trace tells. */
    private interface Line {
        int number();

        String domain();

        long next();

        Optional<Input> take();
    }

    private record Readings(int number, String domain, Feed feed) implements Line {
        @Override
        public long next() {
            return feed.next();
        }

        @Override
        public Optional<Input> take() {
            return feed.take();
        }
    }

    private static final class Capacities implements Line {
        private final int number;
        private final Target target;
        private final Trace.Lines rows;
        private int row;

        Capacities(int number, Target target, Trace.Lines rows) {
            this.number = number;
            this.target = target;
            this.rows = rows;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String domain() {
            return target.domain();
        }

        @Override
        public long next() {
            return row < rows.times().length ? rows.times()[row] : Long.MAX_VALUE;
        }

        @Override
        public Optional<Input> take() {
            double running = cell(Trace.RUNNING);
            double ordered = rows.columns().containsKey(Trace.DESIRED) ? cell(Trace.DESIRED) : running;
            var at = Instant.ofEpochMilli(next());
            row++;
            if (Double.isNaN(running) || Double.isNaN(ordered)) {
                return Optional.empty();
            }
            int works = (int) Math.round(running);
            int wanted = (int) Math.round(ordered);
            var seen = new Observation.Service("ACTIVE", wanted, works, Math.max(0, wanted - works), false);
            return Optional.of(new Input.Observed(target.text(), at, seen));
        }

        private double cell(String column) {
            return Objects.requireNonNull(rows.columns().get(column), column)[row];
        }
    }
}

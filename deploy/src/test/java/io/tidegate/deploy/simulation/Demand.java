package io.tidegate.deploy.simulation;

import io.tidegate.deploy.simulation.Faults.Kind;
import io.tidegate.deploy.simulation.Targets.Driven;
import io.tidegate.schemas.PartialPane;
import io.tidegate.schemas.naming.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the targets are asked for: jumps as long as there are faults, and is told to the journal in panes. */
final class Demand {
    private static final Duration PANE = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final Faults faults;
    private final Pipe journal;
    private final Trace trace;
    private final Map<String, Double> demands = new TreeMap<>();
    private long revision;

    Demand(Scheduler scheduler, Faults faults, Pipe journal, Trace trace) {
        this.scheduler = scheduler;
        this.faults = faults;
        this.journal = journal;
        this.trace = trace;
        Targets.all().forEach(driven -> demands.put(driven.target(), 45.0));
        tell();
        jump();
    }

    /** What the policy of the target asks for now. */
    int wanted(Driven driven) {
        return driven.wanted(demands.getOrDefault(driven.target(), 0.0));
    }

    private void jump() {
        if (faults.isOver()) {
            return;
        }
        boolean all = faults.random().nextInt(3) == 0;
        for (var driven : Targets.all()) {
            if (all || faults.random().nextInt(4) == 0) {
                demands.put(driven.target(), (double) faults.millis(0, 230));
                trace.add("demand", driven.target() + " wants " + wanted(driven));
            }
        }
        scheduler.after(Duration.ofMillis(faults.millis(3_000, 15_000)), this::jump);
    }

    private void tell() {
        var end = scheduler.now();
        for (var driven : Targets.all()) {
            if (faults.strikes(Kind.SAMPLE_LOST, 15)) {
                continue;
            }
            var delay = faults.strikes(Kind.SAMPLE_DELAYED, 15)
                    ? Duration.ofMillis(faults.millis(1_000, 9_000))
                    : Duration.ofMillis(faults.millis(5, 80));
            var pane = pane(driven, end);
            journal.send(driven.domain(), pane, delay);
            if (faults.strikes(Kind.SAMPLE_DOUBLED, 15)) {
                journal.send(driven.domain(), pane, delay.plusMillis(faults.millis(1, 3_000)));
            }
        }
        scheduler.after(PANE, this::tell);
    }

    private PartialPane pane(Driven driven, Instant end) {
        var dimensions = Map.of("target", driven.series());
        double value = demands.getOrDefault(driven.target(), 0.0);
        return PartialPane.newBuilder()
                .setSeries(Series.of("demand", dimensions))
                .setName("demand")
                .setDimensions(dimensions)
                .setStart(end.minus(PANE))
                .setLengthMillis(PANE.toMillis())
                .setOrigin(0)
                .setRevision(++revision)
                .setCount(1)
                .setSum(value)
                .setMin(value)
                .setMax(value)
                .setLast(value)
                .setLastAt(end.minusMillis(1))
                .setSamples(1)
                .setAbsent(0)
                .setFailed(0)
                .setReplaced(0)
                .setTargets(List.of(driven.target()))
                .build();
    }
}

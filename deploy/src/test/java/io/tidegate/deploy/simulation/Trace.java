package io.tidegate.deploy.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened, line by line: the same for the same seed. */
final class Trace {
    private final List<String> lines = new ArrayList<>();
    private final Scheduler scheduler;
    private final Instant start;

    Trace(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.start = scheduler.now();
    }

    void add(String who, String what) {
        var at = Duration.between(start, scheduler.now());
        lines.add("%8.3f %-16s %s".formatted(at.toMillis() / 1e3, who, what));
    }

    List<String> lines() {
        return lines;
    }
}

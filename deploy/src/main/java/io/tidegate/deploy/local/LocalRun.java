package io.tidegate.deploy.local;

import io.tidegate.deploy.local.LocalReport.Findings;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One run of local mode from its welcome to its summary. */
public final class LocalRun {
    private static final Duration REFRESH = Duration.ofMillis(200);
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** After trouble: calls that hang, waits of retries, and an executor that waits before it takes over. */
    private static final Duration SETTLING_AFTER_TROUBLE = Duration.ofSeconds(60);

    private final LocalMode mode;
    private final PrintWriter out;
    private final Clock clock;

    public LocalRun(LocalMode mode, PrintWriter out, Clock clock) {
        this.mode = mode;
        this.out = out;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param startup from the start of the process to the first answer of the status page
     * @param play what came of the scenario; empty for the load alone
     */
    public record Summary(Duration startup, Findings findings, Optional<Play.Report> play) {
        /** Whether nothing was lost or failed for good. */
        public boolean isSound() {
            return play.map(Play.Report::isSound).orElseGet(findings::isSound);
        }

        /** For programs; the keys are a contract. */
        public Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>(findings.json());
            play.ifPresent(report -> json.putAll(report.json()));
            return json;
        }

        /** For people. */
        public List<String> lines() {
            var commands = findings.commands();
            var lines = new ArrayList<String>();
            lines.add("");
            lines.add(
                    "%d samples, %d decisions, %d commands: %d applied, %d skipped, %d refused, %d failed, %d pending; %d dead letters"
                            .formatted(
                                    findings.samples(),
                                    findings.decisions(),
                                    commands.emitted(),
                                    commands.applied(),
                                    commands.skipped(),
                                    commands.refused(),
                                    commands.failed(),
                                    commands.pending(),
                                    findings.deadLetters()));
            lines.add(latency("from a sample to its command", findings.sampleToCommand()));
            lines.add(latency("from a sample to the applied command", findings.sampleToApplied()));
            lines.add(latency("from a tick to its command", findings.tickToCommand()));
            play.ifPresent(report -> lines.addAll(report.lines()));
            return lines;
        }

        private static String latency(String what, Latencies latencies) {
            return latencies.count() == 0
                    ? "%-37s none".formatted(what)
                    : "%-37s p50 %d ms, p99 %d ms (%d)"
                            .formatted(
                                    what,
                                    latencies.percentile(0.50).orElseThrow(),
                                    latencies.percentile(0.99).orElseThrow(),
                                    latencies.count());
        }
    }

    /** Runs until {@code end}, or for so long; then stops the load, lets commands settle, and reads the topics. */
    public Summary until(Interrupt end, Optional<Duration> duration, Scenario scenario) throws InterruptedException {
        var started = clock.instant();
        var startup = Duration.between(
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), started);
        welcome(startup, duration);
        var play = scenario.start(mode, clock);
        try {
            Supplier<List<String>> more = () -> play.map(Play::lines).orElse(List.of());
            var screen = new LocalScreen(() -> mode.service().view(), more, out, started);
            while (!isOver(started, duration, play) && !end.await(Optional.of(REFRESH))) {
                screen.refresh(clock.instant());
            }
        } finally {
            play.ifPresent(Play::close);
        }
        mode.backdrop().stopLoad();
        return summary(end, startup, play);
    }

    private boolean isOver(Instant started, Optional<Duration> duration, Optional<Play> play) {
        boolean late = duration.isPresent() && !clock.instant().isBefore(started.plus(duration.get()));
        return late || play.filter(Play::isOver).isPresent();
    }

    private Summary summary(Interrupt end, Duration startup, Optional<Play> play) throws InterruptedException {
        if (play.isEmpty()) {
            return new Summary(startup, settled(end, SETTLING), Optional.empty());
        }
        settled(end, SETTLING_AFTER_TROUBLE);
        var report = play.get().report();
        for (var deadline = clock.instant().plus(SETTLING);
                !report.isSound() && clock.instant().isBefore(deadline); ) {
            // What came last may still be on its way, and deciders never rest.
            var _ = end.await(Optional.of(REFRESH));
            report = play.get().report();
        }
        return new Summary(startup, LocalReport.read(mode.backdrop()), Optional.of(report));
    }

    // Deciders go on while the last commands end, so it is the first moment without one under way that counts.
    private Findings settled(Interrupt end, Duration atMost) throws InterruptedException {
        var deadline = clock.instant().plus(atMost);
        var findings = LocalReport.read(mode.backdrop());
        while (findings.commands().pending() > 0 && clock.instant().isBefore(deadline)) {
            var _ = end.await(Optional.of(REFRESH));
            findings = LocalReport.read(mode.backdrop());
        }
        return findings;
    }

    private void welcome(Duration startup, Optional<Duration> duration) {
        var backdrop = mode.backdrop();
        out.println("Tidegate is scaling three services of a simulated AWS (started in %.1f s)."
                .formatted(startup.toMillis() / 1000.0));
        out.println("  look     " + mode.service().url());
        out.println("  publish  ./tidegate publish --name requests_per_task --dimension service=api --value 120");
        out.println("  ask      ./tidegate explain " + ExampleFleet.API);
        out.println("  stop     Ctrl-C"
                + duration.map(time -> ", or wait " + time.toSeconds() + " s").orElse(""));
        out.println("  Kafka at %s, registry at %s".formatted(backdrop.access().bootstrap(), backdrop.registryUrl()));
        out.println();
        out.flush();
    }
}

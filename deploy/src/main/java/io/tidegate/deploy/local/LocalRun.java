package io.tidegate.deploy.local;

import io.tidegate.deploy.local.LocalReport.Findings;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of local mode from its welcome to its summary. */
public final class LocalRun {
    private static final Duration REFRESH = Duration.ofMillis(200);
    private static final Duration SETTLING = Duration.ofSeconds(10);

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
     */
    public record Summary(Duration startup, Findings findings) {
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
    public Summary until(Interrupt end, Optional<Duration> duration) throws InterruptedException {
        var started = clock.instant();
        var startup = Duration.between(
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), started);
        welcome(startup, duration);
        var screen = new LocalScreen(mode.service().view(), out, started);
        while (!isOver(started, duration) && !end.await(Optional.of(REFRESH))) {
            screen.refresh(clock.instant());
        }
        mode.backdrop().stopLoad();
        return new Summary(startup, settled(end));
    }

    private boolean isOver(Instant started, Optional<Duration> duration) {
        return duration.isPresent() && !clock.instant().isBefore(started.plus(duration.get()));
    }

    // Deciders go on while the last commands end, so it is the first moment without one under way that counts.
    private Findings settled(Interrupt end) throws InterruptedException {
        var deadline = clock.instant().plus(SETTLING);
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

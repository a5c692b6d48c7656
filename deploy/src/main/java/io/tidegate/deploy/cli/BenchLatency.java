package io.tidegate.deploy.cli;

import io.tidegate.deploy.bench.LatencyBench;
import io.tidegate.deploy.local.Latencies;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench latency}. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = {
            "From a sample to its command and to the applied command: 1,000 samples a second on 1,000 targets,",
            "running panes, no cooldown, simulated AWS; the executor's budgets of AWS calls are raised."
        },
        footer = {"", "Example: tidegate bench latency --records 60000"})
final class BenchLatency extends Verb {
    private final Shell shell;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "Samples that count, after a minute of warming up; default: ${DEFAULT-VALUE}.")
    long records = 60_000;

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "One in N samples of a target asks for a command; default: ${DEFAULT-VALUE}.")
    int every = 10;

    BenchLatency(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() throws Exception {
        var found = LatencyBench.run(settings(), shell.clock(), this::note);
        var latency = new LinkedHashMap<String, Object>();
        latency.put("sampleToCommand", found.sampleToCommand().json());
        latency.put("sampleToApplied", found.sampleToApplied().json());
        var json = new LinkedHashMap<String, Object>();
        json.put("bench", "latency");
        json.put("samples", records);
        json.put("commands", found.commands());
        json.put("applied", found.sampleToApplied().count());
        json.put("outcomes", found.outcomes());
        json.put("pending", found.pending());
        json.put("latencyMs", latency);
        json.put("goalP99Ms", LatencyBench.GOAL_MILLIS);
        return Answer.ok(
                List.of(
                        line("from a sample to its command", found.sampleToCommand()),
                        line("from a sample to the applied command", found.sampleToApplied()),
                        "%-37s %s, pending %d".formatted("how the commands ended", found.outcomes(), found.pending())),
                json);
    }

    private LatencyBench.Settings settings() {
        try {
            return new LatencyBench.Settings(records, every);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--" + e.getMessage());
        }
    }

    private static String line(String what, Latencies latencies) {
        if (latencies.count() == 0) {
            return "%-37s none".formatted(what);
        }
        return "%-37s p50 %d ms, p99 %d ms (%d; goal p99 %d ms)"
                .formatted(
                        what,
                        latencies.percentile(0.50).orElseThrow(),
                        latencies.percentile(0.99).orElseThrow(),
                        latencies.count(),
                        LatencyBench.GOAL_MILLIS);
    }
}

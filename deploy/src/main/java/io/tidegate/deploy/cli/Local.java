package io.tidegate.deploy.cli;

import io.tidegate.deploy.local.Backdrop;
import io.tidegate.deploy.local.Interrupt;
import io.tidegate.deploy.local.LoadTrace;
import io.tidegate.deploy.local.LocalMode;
import io.tidegate.deploy.local.LocalOptions;
import io.tidegate.deploy.local.LocalRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code local}. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything on this machine: a real Kafka broker, a schema registry, the service, and a simulated AWS",
            "with three services under load. Nothing leaves the machine. Stop with Ctrl-C."
        },
        footer = {
            "",
            "Example: tidegate local",
            "Example: tidegate local --trace requests.csv --step 2s --for 120s --json",
            "Example: tidegate local --serve-only    (then, elsewhere: tidegate run)"
        })
final class Local extends Verb {
    // A day in local mode is five minutes.
    private static final Duration SNAPSHOTS = Duration.ofSeconds(20);

    private final Shell shell;

    @Option(names = "--for", paramLabel = "DURATION", description = "End by itself after this long, with a summary.")
    @Nullable
    Duration duration;

    @Option(
            names = "--trace",
            paramLabel = "FILE.csv",
            description = "Load as timestamp,value lines; default: a day with spikes.")
    @Nullable
    Path trace;

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            description = "How long a row of the trace lasts; default: ${DEFAULT-VALUE}.")
    Duration step = Duration.ofSeconds(1);

    @Option(
            names = "--pace",
            paramLabel = "N",
            description = "Divides the simulated latencies; default: ${DEFAULT-VALUE}.")
    double pace = 10;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything that chance decides; default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Of the status page, 0 for any; default: ${DEFAULT-VALUE}.")
    int port = 8080;

    @Option(names = "--calm", description = "A simulated AWS that throttles nobody; else 1 %% of its calls.")
    boolean calm;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps the topics here; default: they go with the process.")
    @Nullable
    Path data;

    @Option(names = "--serve-only", description = "Kafka, registry and simulated AWS without the service.")
    boolean serveOnly;

    Local(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() throws InterruptedException {
        var options = new LocalOptions(Optional.ofNullable(data), load(), seed, pace, calm, port, SNAPSHOTS);
        var end = new Interrupt();
        return serveOnly ? serve(options, end) : run(options, end);
    }

    private LoadTrace load() {
        return trace == null ? LoadTrace.day(seed, step) : LoadTrace.read(trace, step);
    }

    private Answer serve(LocalOptions options, Interrupt end) throws InterruptedException {
        try (end;
                var backdrop = Backdrop.start(options, shell.clock())) {
            var properties = LocalMode.properties(backdrop, Optional.empty());
            properties.write(shell.home());
            note("Kafka at %s, registry at %s, simulated AWS at %s; tidegate run joins them"
                    .formatted(properties.bootstrap(), properties.registry(), properties.aws()));
            end.await(Optional.ofNullable(duration));
            properties.remove(shell.home());
        }
        return Answer.ok(List.of(), Map.of());
    }

    private Answer run(LocalOptions options, Interrupt end) throws InterruptedException {
        try (end;
                var mode = LocalMode.start(options, shell.clock())) {
            var properties = mode.properties();
            properties.write(shell.home());
            try {
                var terminal = output.json
                        ? spec().commandLine().getErr()
                        : spec().commandLine().getOut();
                var summary = new LocalRun(mode, terminal, shell.clock()).until(end, Optional.ofNullable(duration));
                var json = new LinkedHashMap<String, Object>(summary.findings().json());
                json.put("pace", pace);
                json.put("startupMs", summary.startup().toMillis());
                return new Answer(summary.findings().isSound() ? Exit.OK : Exit.ERROR, summary.lines(), json);
            } finally {
                properties.remove(shell.home());
            }
        }
    }
}

package io.tidegate.deploy.cli;

import io.tidegate.deploy.local.Backdrop;
import io.tidegate.deploy.local.Interrupt;
import io.tidegate.deploy.local.LoadTrace;
import io.tidegate.deploy.local.LocalMode;
import io.tidegate.deploy.local.LocalOptions;
import io.tidegate.deploy.local.LocalProperties;
import io.tidegate.deploy.local.LocalRun;
import io.tidegate.deploy.local.Scenario;
import io.tidegate.streams.policy.Durations;
import java.net.URI;
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
            "Example: tidegate local --scenario chaos --for 3m --json",
            "Example: tidegate local --scenario termination-storm --json",
            "Example: tidegate local --serve-only    (then, elsewhere: tidegate run)"
        })
final class Local extends Verb {
    // A day in local mode is five minutes.
    private static final Duration SNAPSHOTS = Duration.ofSeconds(20);

    private static final int LARGEST_PORT = 65_535;

    private final Shell shell;
    private final Interrupt end = new Interrupt();

    @Option(names = "--for", paramLabel = "DURATION", description = "End by itself after this long, with a summary.")
    @Nullable
    Duration duration;

    @Option(
            names = "--trace",
            paramLabel = "FILE.csv",
            description = "Load as timestamp,value lines; default: a day with spikes.")
    @Nullable
    Path trace;

    @Option(names = "--step", paramLabel = "DURATION", description = "How long a row of the trace lasts; default: 1s.")
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

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = {
                "chaos: AWS throttles, breaks, falls silent and loses answers, somebody else changes services, the",
                "service is restarted, samples are malformed, late or come twice; then the books are balanced.",
                "termination-storm: 500 instances of 50 groups leave while messages are lost, doubled, late or",
                "malformed and AWS throttles; then it is told whether each left unharmed. It ends by itself.",
                "Default: the load alone."
            })
    @Nullable
    String scenario;

    @Option(names = "--serve-only", description = "Kafka, registry and simulated AWS without the service.")
    boolean serveOnly;

    Local(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() throws InterruptedException {
        refuseWrong();
        var story = scenario();
        var options = new LocalOptions(Optional.ofNullable(data), load(), seed, pace, calm, port, SNAPSHOTS);
        return serveOnly ? serve(options) : run(options, story);
    }

    // An interrupted process lives until its summary is printed.
    @Override
    void finish() {
        end.close();
    }

    private void refuseWrong() {
        if (duration != null && !duration.isPositive()) {
            throw Failure.usage("--for must be positive, was " + Durations.text(duration));
        }
        if (!step.isPositive()) {
            throw Failure.usage("--step must be positive, was " + Durations.text(step));
        }
        if (!(pace > 0) || Double.isInfinite(pace)) {
            throw Failure.usage("--pace must be positive and finite, was " + pace);
        }
        if (port < 0 || port > LARGEST_PORT) {
            throw Failure.usage("--port must be 0 to 65535, was " + port);
        }
        if (scenario != null && serveOnly) {
            throw Failure.usage("--scenario must stand without --serve-only, was " + scenario);
        }
        // Told before anything is started: by and by it would be found, seconds later.
        if (!serveOnly && !Loopback.isFree(port)) {
            throw Failure.error(
                    "port-taken",
                    "--port must be free, was %d, which another program uses%s; --port 0 takes any"
                            .formatted(port, otherLocal()));
        }
    }

    private String otherLocal() {
        return LocalProperties.read(shell.home())
                .flatMap(LocalProperties::http)
                .filter(url -> URI.create(url).getPort() == port)
                .map(_ -> " (a local mode that runs already)")
                .orElse("");
    }

    private Scenario scenario() {
        return new Scenario(
                Optional.ofNullable(scenario)
                        .map(name -> Scenario.kind(name)
                                .orElseThrow(() -> Failure.usage(
                                        "--scenario must be calm, chaos or termination-storm, was " + name)))
                        .orElse(Scenario.Kind.CALM),
                seed);
    }

    private LoadTrace load() {
        return trace == null ? LoadTrace.day(seed, step) : LoadTrace.read(trace, step);
    }

    private Answer serve(LocalOptions options) throws InterruptedException {
        end.listen();
        try (var backdrop = Backdrop.start(options, shell.clock())) {
            var properties = LocalMode.properties(backdrop, Optional.empty());
            properties.write(shell.home());
            try {
                note("Kafka at %s, registry at %s, simulated AWS at %s; tidegate run joins them"
                        .formatted(properties.bootstrap(), properties.registry(), properties.aws()));
                end.await(Optional.ofNullable(duration));
            } finally {
                properties.remove(shell.home());
            }
        }
        return Answer.ok(List.of(), Map.of());
    }

    private Answer run(LocalOptions options, Scenario story) throws InterruptedException {
        end.listen();
        try (var mode = LocalMode.start(options, shell.clock())) {
            var properties = mode.properties();
            properties.write(shell.home());
            try {
                var terminal = output.json
                        ? spec().commandLine().getErr()
                        : spec().commandLine().getOut();
                var summary =
                        new LocalRun(mode, terminal, shell.clock()).until(end, Optional.ofNullable(duration), story);
                var json = new LinkedHashMap<>(summary.json());
                json.put("pace", pace);
                json.put("startupMs", summary.startup().toMillis());
                return new Answer(summary.isSound() ? Exit.OK : Exit.ERROR, summary.lines(), json);
            } finally {
                properties.remove(shell.home());
            }
        }
    }
}

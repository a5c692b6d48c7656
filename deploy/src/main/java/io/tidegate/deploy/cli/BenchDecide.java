package io.tidegate.deploy.cli;

import io.tidegate.deploy.bench.DecisionBench;
import io.tidegate.deploy.bench.DecisionBench.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench decide}. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = {
            "What one evaluation of a target costs, and how large its state is: the deciders alone, in virtual time,",
            "beside writing and reading the same state as Avro once."
        },
        footer = {"", "Example: tidegate bench decide --targets 10000"})
final class BenchDecide extends Verb {
    @Option(
            names = "--targets",
            paramLabel = "N",
            description = "Services with three metrics each; default: ${DEFAULT-VALUE}.")
    int targets = 10_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Virtual seconds that count, after 120 that warm up; default: ${DEFAULT-VALUE}.")
    int seconds = 60;

    @Override
    Answer answer() {
        var result = DecisionBench.run(settings(), this::note);
        var json = new LinkedHashMap<String, Object>();
        json.put("bench", "decide");
        json.put("targets", result.targets());
        json.put("evaluations", result.evaluations());
        json.put("decisions", result.decisions());
        json.put("microsPerEvaluation", rounded(result.microsPerEvaluation()));
        json.put("microsPerRoundTrip", rounded(result.microsPerRoundTrip()));
        json.put("ratio", rounded(result.ratio()));
        json.put("stateBytes", bytes(result));
        json.put("goalMicros", DecisionBench.GOAL_MICROS);
        json.put("goalBytes", DecisionBench.GOAL_BYTES);
        return Answer.ok(lines(result), json);
    }

    private static List<String> lines(Result result) {
        return List.of(
                "%.2f µs an evaluation (%,d of %,d targets; goal %.0f µs)"
                        .formatted(
                                result.microsPerEvaluation(),
                                result.evaluations(),
                                result.targets(),
                                DecisionBench.GOAL_MICROS),
                "%.2f of what writing and reading the state once costs (%.2f µs)"
                        .formatted(result.ratio(), result.microsPerRoundTrip()),
                "%,d bytes of state a target, at most %,d (goal %,d)"
                        .formatted(result.medianState(), result.largestState(), DecisionBench.GOAL_BYTES));
    }

    private DecisionBench.Settings settings() {
        try {
            return new DecisionBench.Settings(targets, seconds);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--" + e.getMessage());
        }
    }

    private static Map<String, Long> bytes(Result result) {
        var bytes = new LinkedHashMap<String, Long>();
        bytes.put("median", result.medianState());
        bytes.put("max", result.largestState());
        return bytes;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}

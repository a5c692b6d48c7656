package io.tidegate.deploy.cli;

import io.tidegate.deploy.bench.Bytes;
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

    @Option(
            names = "--quantile",
            description = "One of the three metrics is a 99th percentile, of 1,000 response times in 5 s.")
    boolean quantile;

    @Override
    Answer answer() {
        var result = DecisionBench.run(settings(), this::note);
        var json = new LinkedHashMap<String, Object>();
        json.put("bench", "decide");
        json.put("targets", result.targets());
        json.put("evaluations", result.evaluations());
        json.put("decisions", result.decisions());
        json.put("microsPerEvaluation", BenchVerbs.rounded(result.microsPerEvaluation()));
        json.put("microsPerRoundTrip", BenchVerbs.rounded(result.microsPerRoundTrip()));
        json.put("ratio", BenchVerbs.rounded(result.ratio()));
        json.put("quantile", quantile);
        json.put("stateBytes", bytes(result.state()));
        json.put("decisionBytes", bytes(result.decision()));
        json.put("decisionBytesWithoutBasis", bytes(result.bareDecision()));
        json.put("goalMicros", DecisionBench.GOAL_MICROS);
        json.put("goalBytes", result.stateGoal());
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
                        .formatted(result.state().median(), result.state().max(), result.stateGoal()),
                "%,d bytes of record a decision, at most %,d; without the state that it was made from %,d, at most %,d"
                        .formatted(
                                result.decision().median(),
                                result.decision().max(),
                                result.bareDecision().median(),
                                result.bareDecision().max()));
    }

    private DecisionBench.Settings settings() {
        try {
            return new DecisionBench.Settings(targets, seconds, quantile);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--" + e.getMessage());
        }
    }

    private static Map<String, Long> bytes(Bytes sizes) {
        var bytes = new LinkedHashMap<String, Long>();
        bytes.put("median", sizes.median());
        bytes.put("max", sizes.max());
        return bytes;
    }
}

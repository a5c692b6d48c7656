package io.tidegate.deploy.cli;

import io.tidegate.deploy.bench.AggregationBench;
import io.tidegate.deploy.bench.AggregationResult;
import io.tidegate.deploy.bench.AggregationResult.Round;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench aggregation}. */
@Command(
        name = "aggregation",
        mixinStandardHelpOptions = true,
        description = {
            "Tidegate's way from samples to partial panes beside a bare Kafka Streams windowed aggregation:",
            "same samples, serde, exactly-once, commit interval, threads and partitions; equal results required."
        },
        footer = {"", "Example: tidegate bench aggregation --records 2000000"})
final class BenchAggregation extends Verb {
    private final Shell shell;

    @Option(names = "--records", paramLabel = "N", description = "Samples of a round; default: ${DEFAULT-VALUE}.")
    long records = 2_000_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds after the one that warms up; default: ${DEFAULT-VALUE}.")
    int rounds = 5;

    BenchAggregation(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() throws Exception {
        var result = AggregationBench.run(settings(), shell.clock(), this::note);
        var json = new LinkedHashMap<String, Object>();
        json.put("bench", "aggregation");
        json.put("records", result.records());
        json.put("series", result.series());
        json.put("windowsEqual", result.windows());
        json.put("recordsPerSecond", perSecond(result.median(Round::tidegate), result.median(Round::bare)));
        json.put("rounds", result.rounds().stream().map(BenchAggregation::json).toList());
        json.put("ratio", BenchVerbs.rounded(result.ratio()));
        json.put("goal", AggregationResult.GOAL);
        return Answer.ok(
                List.of(
                        "tidegate %,.0f records/s, bare Kafka Streams %,.0f records/s (medians of %d rounds of %,d)"
                                .formatted(result.median(Round::tidegate), result.median(Round::bare), rounds, records),
                        "ratio %.2f (median; goal %.1f); all %,d windows equal"
                                .formatted(result.ratio(), AggregationResult.GOAL, result.windows())),
                json);
    }

    private AggregationBench.Settings settings() {
        try {
            return new AggregationBench.Settings(records, rounds);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--" + e.getMessage());
        }
    }

    private static Map<String, Object> json(Round round) {
        var json = perSecond(round.tidegate(), round.bare());
        json.put("ratio", BenchVerbs.rounded(round.ratio()));
        return json;
    }

    private static Map<String, Object> perSecond(double tidegate, double bare) {
        var json = new LinkedHashMap<String, Object>();
        json.put("tidegate", Math.round(tidegate));
        json.put("bare", Math.round(bare));
        return json;
    }
}

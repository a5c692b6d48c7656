package io.tidegate.deploy.cli;

import io.tidegate.deploy.bench.WhatIfBench;
import io.tidegate.deploy.bench.WhatIfBench.Round;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "A simulation of two policies over a journal in one-minute steps, beside a plain consumer that reads and",
            "decodes the same records."
        },
        footer = {"", "Example: tidegate bench simulate --targets 1000 --hours 24"})
final class BenchWhatIf extends Verb {
    @Option(
            names = "--targets",
            paramLabel = "N",
            description = "Services with two metrics each; default: ${DEFAULT-VALUE}.")
    int targets = 1_000;

    @Option(names = "--hours", paramLabel = "N", description = "Of journal; default: ${DEFAULT-VALUE}.")
    int hours = 12;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds after the one that warms up; default: ${DEFAULT-VALUE}.")
    int rounds = 3;

    @Override
    Answer answer() {
        var result = WhatIfBench.run(settings(), this::note);
        var json = new LinkedHashMap<String, Object>();
        json.put("bench", "simulate");
        json.put("targets", targets);
        json.put("records", result.records());
        json.put("samples", result.samples());
        json.put("actions", result.actions());
        json.put("samplesPerSecond", Math.round(result.samplesPerSecond()));
        json.put(
                "ratios",
                result.rounds().stream()
                        .map(Round::ratio)
                        .map(BenchVerbs::rounded)
                        .toList());
        json.put("ratio", BenchVerbs.rounded(result.ratio()));
        json.put("goal", WhatIfBench.GOAL);
        return Answer.ok(
                List.of(
                        "%,d records, %,d samples of %,d targets; two policies simulated at %,.0f samples/s"
                                .formatted(result.records(), result.samples(), targets, result.samplesPerSecond()),
                        "ratio %.2f of a plain consumer (median of %d rounds; goal %.1f)"
                                .formatted(result.ratio(), rounds, WhatIfBench.GOAL)),
                json);
    }

    private WhatIfBench.Settings settings() {
        try {
            return new WhatIfBench.Settings(targets, hours, rounds);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--" + e.getMessage());
        }
    }
}

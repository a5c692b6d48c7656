package io.tidegate.deploy.cli;

import picocli.CommandLine.Command;

/** {@code bench}: how fast it is. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "aggregation|decide|latency|simulate",
        description = "Measures on a broker of its own in this process; only what one run compares means something.")
final class BenchVerbs {
    /** To three decimals, for JSON. */
    static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}

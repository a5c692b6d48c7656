package io.tidegate.deploy.cli;

import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.Instances;
import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.measure.Yardstick;
import io.tidegate.deploy.whatif.past.JournalPast;
import io.tidegate.deploy.whatif.past.Trace;
import io.tidegate.deploy.whatif.past.TraceReader;
import io.tidegate.deploy.whatif.price.PriceReader;
import io.tidegate.deploy.whatif.price.Prices;
import io.tidegate.deploy.whatif.simulation.Variant;
import io.tidegate.streams.demand.Feedback;
import io.tidegate.streams.demand.Feedbacks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What past policies are simulated on, and what it does not tell; for verbs that ask what if. */
final class PastOptions {
    @Mixin
    final HistoryOptions history = new HistoryOptions();

    @Option(names = "--trace", paramLabel = "FILE", description = "A trace; default: the journal.")
    @Nullable
    Path trace;

    @Option(names = "--from", paramLabel = "TIME", description = "Of the journal; default: its beginning.")
    @Nullable
    Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Of the journal, exclusive; default: its end.")
    @Nullable
    Instant to;

    @Option(
            names = "--metric",
            paramLabel = "ALIAS=HOW",
            description =
                    "How a metric follows from capacity: utilization[:MOST], perUnit, total or backlog:PER_SECOND;"
                            + " default: by the policy's rules and the metric's name. May be repeated.")
    Map<String, String> metrics = Map.of();

    @Option(
            names = "--startup",
            paramLabel = "DURATION",
            description = "From an order to a unit that works; default: as seen in the journal, else 40s.")
    @Nullable
    Duration startup;

    @Option(
            names = "--stopping",
            paramLabel = "DURATION",
            description = "From an order to a unit's end; default: as seen in the journal, else 30s.")
    @Nullable
    Duration stopping;

    @Option(
            names = "--running",
            paramLabel = "N",
            description = "Units that carried what the trace shows, where it does not tell; default: the policy's min.")
    @Nullable
    Integer running;

    @Option(
            names = "--load",
            paramLabel = "N",
            description = "Load that one unit is to carry; default: as the policy says.")
    @Nullable
    Double load;

    @Option(
            names = "--instances",
            paramLabel = "any|recorded|simulated",
            description =
                    "Where tasks of services find room: on as many instances as they need; on those that the journal tells, as"
                            + " they came and went; or on those that cluster policies have, which then cost instead of tasks."
                            + " Default: any, and simulated with a ClusterPolicy among the files.")
    @Nullable
    String instances;

    @Option(names = "--prices", paramLabel = "FILE", description = "Price table; default: public prices of AWS.")
    @Nullable
    Path prices;

    @Option(
            names = "--penalty",
            paramLabel = "N",
            description = "Price of a missing unit, in prices of a unit. Default: ${DEFAULT-VALUE}.")
    double penalty = Yardstick.DEFAULT_PENALTY;

    @Option(names = "--seed", paramLabel = "N", description = "Of all chance. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    /**
     * What is not in policies and past; with courses where {@code detailed}.
     *
     * @throws Failure when an option is none, or does not go with the variants or the past
     */
    Trial.Settings settings(boolean detailed, List<Variant> variants) {
        var cluster = variants.stream()
                .flatMap(variant -> variant.clusters().stream())
                .findFirst();
        var room = instances(cluster.isPresent());
        cluster.ifPresent(policy -> {
            if (trace != null) {
                throw Failure.usage(
                        "ClusterPolicy %s needs a journal, for a trace tells no instances".formatted(policy.name()));
            }
            if (room != Instances.SIMULATED) {
                throw Failure.usage("--instances must be simulated for a ClusterPolicy, was " + room.text());
            }
        });
        if (trace != null && room != Instances.ANY) {
            throw Failure.usage("--instances must be any for a trace, which tells none, was " + room.text());
        }
        var given = new TreeMap<String, Feedback>();
        metrics.forEach((alias, how) -> given.put(alias, Feedback.parse(how)));
        return new Trial.Settings(
                new Feedbacks(given),
                Optional.ofNullable(startup),
                Optional.ofNullable(stopping),
                prices(),
                penalty,
                running == null ? OptionalInt.empty() : OptionalInt.of(running),
                load == null ? OptionalDouble.empty() : OptionalDouble.of(load),
                room,
                seed,
                detailed);
    }

    private Instances instances(boolean clusters) {
        return instances == null
                ? clusters ? Instances.SIMULATED : Instances.ANY
                : Instances.of(instances)
                        .orElseThrow(() ->
                                Failure.usage("--instances must be any, recorded or simulated, was " + instances));
    }

    /**
     * The trace, if one is named.
     *
     * @throws Failure when a bundle is named as well
     */
    Optional<Trace> traced() {
        if (trace != null && history.isBundle()) {
            throw Failure.usage("the past must be a trace or a bundle, was both");
        }
        return Optional.ofNullable(trace).map(TraceReader::read);
    }

    /** What was journalled of a trial's targets. */
    JournalPast journalled(History read, Trial trial) {
        var past = new JournalPast(read, Slice.of(trial.domains()), Optional.ofNullable(from), Optional.ofNullable(to));
        return housing(past, trial.settings());
    }

    /** The same past with instances, where they are wanted. */
    static JournalPast housing(JournalPast past, Trial.Settings settings) {
        return settings.instances() == Instances.ANY ? past : past.withInstances();
    }

    /**
     * That a simulation cannot be believed.
     *
     * @param whyUnknown of an error that is not known
     */
    static Failure tooFarOff(double most, OptionalDouble error, String whyUnknown) {
        return new Failure(
                Exit.DIFFERS,
                "self-error",
                "the self-replay error must be at most %s, was %s"
                        .formatted(
                                most,
                                error.isPresent() ? "%.3f".formatted(error.getAsDouble()) : "none: " + whyUnknown),
                Optional.empty());
    }

    private Prices prices() {
        if (prices == null) {
            return Prices.DEFAULT;
        }
        var parsed = PriceReader.read(prices.toString(), PolicyFiles.text(prices, "a price table"));
        PolicyFiles.refuse("invalid-prices", parsed.problems());
        return parsed.prices().orElseThrow();
    }
}

package io.tidegate.deploy.cli;

import io.tidegate.deploy.local.Interrupt;
import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.Trial.Part;
import io.tidegate.deploy.whatif.past.Columns;
import io.tidegate.deploy.whatif.past.JournalParts;
import io.tidegate.deploy.whatif.past.Trace;
import io.tidegate.deploy.whatif.report.Honesty;
import io.tidegate.deploy.whatif.report.WhatIf;
import io.tidegate.deploy.whatif.simulation.Variant;
import io.tidegate.deploy.whatif.tune.Goal;
import io.tidegate.deploy.whatif.tune.Judge;
import io.tidegate.deploy.whatif.tune.Limit;
import io.tidegate.deploy.whatif.tune.PolicyText;
import io.tidegate.deploy.whatif.tune.Search;
import io.tidegate.deploy.whatif.tune.Search.Plan;
import io.tidegate.deploy.whatif.tune.Stretch;
import io.tidegate.deploy.whatif.tune.Tuned;
import io.tidegate.deploy.whatif.tune.Tuned.Unseen;
import io.tidegate.deploy.whatif.tune.Vary;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tune}. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = {
            "Searches the settings of a policy that would have done best on the past (a trace, the journal, a bundle), and tells",
            "how they do on a part of it that the search did not see. Reads only; --out writes the policy.",
            "Ctrl-C ends the search with what it has. Exit 2 when the self-replay is too far off."
        },
        footer = {
            "",
            "Example: tidegate tune --policy web.yaml --vary rules[0].targetTracking.target=40..80:5"
                    + " --vary stabilization.scaleIn=0s,5m,15m --trace load.csv",
            "",
            "A path leads to a key of the policy file, items of lists by number or name: rules[0], rules[cpu].",
            "Values are a list, low..high, or low..high:step."
        })
final class Tune extends Verb {
    private final Shell shell;
    private final Interrupt end = new Interrupt();

    @Mixin
    final PastOptions past = new PastOptions();

    @Option(names = "--policy", paramLabel = "FILE", required = true, description = "The policy, one in its file.")
    Path policy = Path.of("");

    @Option(
            names = "--vary",
            paramLabel = "PATH=VALUES",
            required = true,
            description = "A key, and what to try for it. May be repeated.")
    List<String> vary = List.of();

    @Option(
            names = "--objective",
            paramLabel = "cost|slo|pareto",
            description =
                    "What shall be least: cost, capacity missing, or both by --penalty. Default: ${DEFAULT-VALUE}.")
    String objective = "pareto";

    @Option(
            names = "--constraint",
            paramLabel = "MEASURE<=N",
            description = {
                "A limit of a measure on the part that is searched; default: none for pareto, else what the policy as it is",
                "has of the other one. May be repeated."
            })
    List<String> constraints = List.of();

    @Option(names = "--budget", paramLabel = "N", description = "Policies to try at most. Default: ${DEFAULT-VALUE}.")
    int budget = 200;

    @Option(names = "--ran", description = "The policy is the one that ran while the trace was taken.")
    boolean ran;

    @Option(
            names = "--max-self-error",
            paramLabel = "SHARE",
            description = "Refuse when the self-replay is farther off than this. Default: ${DEFAULT-VALUE}.")
    double maxSelfError = 0.25;

    @Mixin
    final TuneFiles files = new TuneFiles();

    /** What is to be done, as the options say it. */
    private record Asked(PolicyText text, Policy asIs, List<Vary> varied, Goal goal, List<Limit> limits) {
        Tuned.Asked of(WhatIf whole) {
            var unit = whole.targets().getFirst().unit();
            return new Tuned.Asked(asIs.name(), varied, goal, unit, whole.currency());
        }

        Optional<String> forecast() {
            boolean foresees = asIs instanceof CapacityPolicy policy
                    && !policy.predictives().isEmpty();
            return !foresees
                    ? Optional.empty()
                    : Optional.of(
                            ("%s: its forecast has no day of history in stretches of a day, so that it is tuned as"
                                            + " if it had no rule predictive; simulate tells what that does")
                                    .formatted(asIs.name()));
        }

        // What holds for all of it holds for the parts, and more.
        Honesty of(Honesty whole) {
            var assumptions = new ArrayList<>(whole.assumptions());
            forecast().ifPresent(assumptions::add);
            return new Honesty(
                    whole.selfReplayError(),
                    whole.whyNoError(),
                    whole.censoredShare(),
                    whole.earliest(),
                    whole.notModelled(),
                    assumptions,
                    whole.seed());
        }
    }

    Tune(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        if (budget < 1) {
            throw Failure.usage("--budget must be at least 1, was " + budget);
        }
        var asked = asked();
        files.refuse();
        asked.forecast().ifPresent(this::note);
        var settings = past.settings(false, List.of(Variant.of("tuned", List.of(asked.asIs()))));
        var trace = past.traced();
        return trace.isPresent()
                ? onTrace(trace.get(), asked, settings)
                : past.history.read(this, shell, history -> onJournal(history, asked, settings));
    }

    // All that may be wrong with it is told before the work, not after it.
    private Asked asked() {
        var goal = List.of(Goal.values()).stream()
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(objective))
                .findFirst()
                .orElseThrow(() -> Failure.usage("--objective must be cost, slo or pareto, was " + objective));
        var text = new PolicyText(policy.toString(), PolicyFiles.text(policy, "a policy file"), shell.environment());
        var read = text.read();
        var asIs = read.policy().orElseThrow(() -> Failure.error("invalid-policy", read.problem()));
        var varied = vary.stream().map(Vary::parse).toList();
        varied.forEach(
                each -> text.with(Map.of(each.path(), Optional.of(each.values().getFirst()))));
        return new Asked(
                text, asIs, varied, goal, constraints.stream().map(Limit::parse).toList());
    }

    @Override
    void finish() {
        end.close();
    }

    private Answer onTrace(Trace trace, Asked asked, Trial.Settings settings) {
        var trial = new Trial(
                List.of(Variant.of("ran", List.of(asked.asIs()))),
                ran ? Optional.of("ran") : Optional.empty(),
                settings);
        var all = Columns.past(trace, trial.policies(), trial.loads());
        var plants = trial.plants(all);
        var whole = refuse(trial.on(all, new Part(Instant.MIN, plants, asked.asIs())));
        var judge = new Judge(
                settings,
                asked.asIs(),
                plants,
                (part, stretch) -> Columns.past(
                        trace.between(stretch.from().minus(Stretch.WARM_UP), stretch.to()),
                        part.policies(),
                        part.loads()));
        var told = Stretch.of(trace.start(), trace.end()).stream()
                .filter(stretch -> trace.hasRows(stretch.from(), stretch.to()))
                .toList();
        return tuned(asked, judge, told, whole);
    }

    private Answer onJournal(History history, Asked asked, Trial.Settings settings) {
        var variants = List.of(Variant.of("tuned", List.of(asked.asIs())), Variant.recorded("current"));
        var trial = new Trial(variants, Optional.of("current"), settings);
        var all = past.journalled(history, trial);
        var plants = trial.plants(all);
        var whole = refuse(trial.on(all, new Part(Instant.MIN, plants, asked.asIs())));
        var parts = JournalParts.of(history, Slice.of(trial.domains()));
        var judge = new Judge(
                settings,
                asked.asIs(),
                plants,
                (_, stretch) -> PastOptions.housing(
                        parts.between(stretch.from().minus(Stretch.WARM_UP), stretch.to()), settings));
        return tuned(asked, judge, Stretch.of(whole.from(), whole.to()), whole);
    }

    private WhatIf refuse(WhatIf whole) {
        var error = whole.honesty().selfReplayError();
        if (error.orElse(0) > maxSelfError) {
            throw PastOptions.tooFarOff(maxSelfError, error, "");
        }
        return whole;
    }

    private Answer tuned(Asked asked, Judge judge, List<Stretch> stretches, WhatIf whole) {
        var searched = stretches.stream().filter(one -> !one.heldOut()).toList();
        var heldOut = stretches.stream().filter(Stretch::heldOut).toList();
        if (searched.isEmpty() || heldOut.isEmpty()) {
            throw Failure.error(
                    "too-short",
                    "the past must have a part to search and one to hold out, had %d and %d"
                            .formatted(searched.size(), heldOut.size()));
        }
        end.listen();
        var found = new Search(asked.text(), asked.varied(), judge, plan(asked)).on(searched);
        var unseen = Unseen.of(judge, found, heldOut, past.seed);
        return told(new Tuned(asked.of(whole), found, stretches, asked.of(whole.honesty()), unseen));
    }

    private Answer told(Tuned tuned) {
        var text = new TuneReport(tuned);
        var lines = new ArrayList<>(text.lines());
        lines.addAll(files.write(tuned));
        return Answer.ok(lines, text.json());
    }

    private Plan plan(Asked asked) {
        var began = new AtomicLong(shell.clock().millis());
        return new Plan(
                asked.goal(),
                asked.limits(),
                budget,
                past.seed,
                this::isInterrupted,
                tried -> progress(tried, began.get()));
    }

    private boolean isInterrupted() {
        try {
            return end.await(Optional.of(Duration.ZERO));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void progress(int tried, long began) {
        if (ProgressLine.isShown(this)) {
            long left = (shell.clock().millis() - began) * (budget - tried) / Math.max(1, tried);
            var err = spec().commandLine().getErr();
            err.print("\r\033[Ktidegate: %d of at most %d policies, at most %d s left\r"
                    .formatted(tried, budget, Math.max(0, left / 1_000)));
            err.flush();
        }
    }
}

package io.tidegate.deploy.cli;

import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.past.Columns;
import io.tidegate.deploy.whatif.past.Trace;
import io.tidegate.deploy.whatif.report.HtmlReport;
import io.tidegate.deploy.whatif.report.TextReport;
import io.tidegate.deploy.whatif.report.WhatIf;
import io.tidegate.deploy.whatif.report.WhatIfJson;
import io.tidegate.deploy.whatif.simulation.Variant;
import io.tidegate.streams.policy.file.PolicyDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what a policy would have done: on a trace, or on the journal, closed loop. What its capacity does to the"
                    + " metrics is what it sees. Opens with how far it can be believed. Reads only, and changes nothing.",
            "Exit 2 when the error of the self-replay is above --max-self-error."
        },
        footer = {
            "",
            "Example: tidegate simulate --policy new.yaml --against old.yaml --trace load.csv --report out.html",
            "Example: tidegate simulate --policy new.yaml --against current --from 2026-05-01T00:00:00Z",
            "Example: tidegate simulate --policy new.yaml --against current --bundle incident.zip",
            "Example: tidegate simulate --policy web.yaml --policy instances.yaml --against current",
            "",
            "A trace is CSV: a column timestamp, a column for each metric by its alias (or one named value), and, where"
                    + " known, running: how many units carried it."
        })
final class Simulate extends Verb {
    private static final String CURRENT = "current";

    private final Shell shell;

    @Mixin
    final PastOptions past = new PastOptions();

    @Option(names = "--policy", paramLabel = "FILE", required = true, description = "The candidate. May be repeated.")
    List<Path> policies = List.of();

    @Option(
            names = "--against",
            paramLabel = "FILE|current",
            description = "What it is held against: a policy file, or what really ran. May be repeated.")
    List<String> against = List.of();

    @Option(
            names = "--ran",
            paramLabel = "FILE",
            description = "Of --against, the one that ran while a trace was taken.")
    @Nullable
    String ran;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a report as one HTML file, without network.")
    @Nullable
    Path report;

    @Option(
            names = "--max-self-error",
            paramLabel = "SHARE",
            description = "Refuse when the self-replay is farther off than this, or cannot be made; 0.1 is 10 %%.")
    @Nullable
    Double maxSelfError;

    Simulate(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() throws IOException {
        var whatIf = whatIf();
        refuse(whatIf);
        var lines = new ArrayList<>(TextReport.lines(whatIf));
        if (report != null) {
            WholeFile.write(report, true, HtmlReport.of(whatIf));
            lines.add("report: " + report);
        }
        return Answer.ok(lines, WhatIfJson.of(whatIf));
    }

    private void refuse(WhatIf whatIf) {
        var error = whatIf.honesty().selfReplayError();
        if (maxSelfError != null && error.orElse(Double.POSITIVE_INFINITY) > maxSelfError) {
            throw PastOptions.tooFarOff(maxSelfError, error, whatIf.honesty().whyNoError());
        }
    }

    private WhatIf whatIf() {
        var variants = new ArrayList<Variant>();
        variants.add(
                read(String.join(" + ", policies.stream().map(Path::toString).toList()), policies));
        for (var other : against) {
            variants.add(other.equals(CURRENT) ? Variant.recorded(CURRENT) : read(other, List.of(Path.of(other))));
        }
        return past.traced().map(trace -> onTrace(trace, variants)).orElseGet(() -> onJournal(variants));
    }

    private Variant read(String label, List<Path> files) {
        var policies = PolicyFiles.read(files, shell).valid().stream()
                .map(PolicyDocument::policy)
                .toList();
        try {
            return Variant.of(label, policies);
        } catch (IllegalArgumentException e) {
            throw Failure.error("not-simulated", label + ": " + e.getMessage());
        }
    }

    private WhatIf onTrace(Trace trace, List<Variant> variants) {
        if (variants.stream().anyMatch(Variant::isRecorded)) {
            throw Failure.error("no-record", "--against must be a file with --trace, was " + CURRENT);
        }
        if (ran != null && !against.contains(ran)) {
            throw Failure.usage("--ran must be one of the files of --against, %s, was %s".formatted(against, ran));
        }
        var trial = new Trial(variants, Optional.ofNullable(ran), past.settings(true, variants));
        return trial.on(Columns.past(trace, trial.policies(), trial.loads()));
    }

    private WhatIf onJournal(List<Variant> variants) {
        var all = new ArrayList<>(variants);
        if (all.stream().noneMatch(Variant::isRecorded)) {
            all.add(Variant.recorded(CURRENT)); // So that the report can say how far off it is.
        }
        var trial = new Trial(all, Optional.of(CURRENT), past.settings(true, all));
        return past.history.read(this, shell, history -> trial.on(past.journalled(history, trial)));
    }
}

package io.tidegate.deploy.cli;

import io.tidegate.deploy.cli.TrialReport.Ran;
import io.tidegate.deploy.whatif.Backtesting;
import io.tidegate.streams.policy.file.Problem;
import io.tidegate.streams.policy.file.TrialReader;
import io.tidegate.streams.trial.Judgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs files of cases: what a policy does when this and that happens, or over what once happened (a trace, an",
            "incident bundle), against what is expected. In virtual time, without Kafka and AWS. Exit 2 when a case fails, 1 when a file is wrong."
        },
        footer = {"", "Example: tidegate policy test orders-test.yaml --junit target/orders.xml"})
final class PolicyTestVerb extends Verb {
    private final Shell shell;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of cases.")
    List<Path> files = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML too.")
    @Nullable
    Path junit;

    PolicyTestVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() throws IOException {
        var problems = new ArrayList<Problem>();
        var ran = new ArrayList<Ran>();
        for (var file : files) {
            var parsed = TrialReader.read(
                    file.toString(),
                    PolicyFiles.text(file, "a file of cases"),
                    shell.environment(),
                    path -> beside(file, path));
            problems.addAll(parsed.problems());
            for (var trial : parsed.trials()) {
                long start = System.nanoTime();
                var judgement = Judgement.of(trial);
                ran.add(Ran.of(file.toString(), judgement, since(start)));
            }
            for (var backtest : parsed.backtests()) {
                long start = System.nanoTime();
                var outcome = Backtesting.run(backtest, file);
                ran.add(Ran.of(file.toString(), outcome, since(start)));
            }
        }
        PolicyFiles.refuse("invalid-test", problems);
        var report = new TrialReport(ran);
        if (junit != null) {
            JUnitXml.write(ran, junit);
        }
        return new Answer(report.failed() == 0 ? Exit.OK : Exit.DIFFERS, report.lines(), report.json());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Optional<String> beside(Path file, String path) {
        try {
            return Optional.of(Files.readString(file.resolveSibling(path)));
        } catch (IOException _) {
            return Optional.empty(); // The reader says which file, and where it is named.
        }
    }
}

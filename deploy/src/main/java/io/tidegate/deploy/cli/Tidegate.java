package io.tidegate.deploy.cli;

import io.tidegate.streams.policy.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The program: {@code tidegate VERB}. */
@Command(
        name = "tidegate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "VERB",
        description = "A Kafka-native autoscaler for Amazon ECS, EC2 Auto Scaling and Application Auto Scaling.",
        footer = {
            "",
            "Exit codes: 0 done, 1 error, 2 would change or differs, 64 wrong usage, 130 interrupted.",
            "Every verb knows --help, with an example."
        })
public final class Tidegate {
    private Tidegate() {}

    /** Runs one verb and ends the process with its exit code. */
    public static void main(String[] arguments) {
        int exit = commandLine(Shell.ofProcess()).execute(arguments);
        System.exit(exit);
    }

    /** The whole command line; every verb is listed here and nowhere else. */
    static CommandLine commandLine(Shell shell) {
        var root = new CommandLine(new Tidegate());
        root.addSubcommand(new Local(shell));
        root.addSubcommand(new Run(shell));
        root.addSubcommand(new CommandLine(new TopicsVerbs())
                .addSubcommand(new TopicsCreate(shell))
                .addSubcommand(new TopicsCheck(shell))
                .addSubcommand(new TopicsAcls()));
        root.addSubcommand(new CommandLine(new PolicyVerbs())
                .addSubcommand(new PolicyValidate(shell))
                .addSubcommand(new PolicyTestVerb(shell))
                .addSubcommand(new PolicyDiff(shell))
                .addSubcommand(new PolicyApply(shell))
                .addSubcommand(new PolicyList(shell))
                .addSubcommand(new PolicyShow(shell))
                .addSubcommand(new PolicyDelete(shell))
                .addSubcommand(new PolicyImport())
                .addSubcommand(new PolicySchema()));
        root.addSubcommand(new Provision());
        root.addSubcommand(new Decide(shell));
        root.addSubcommand(new ScheduleVerb(shell));
        root.addSubcommand(new Plan(shell));
        root.addSubcommand(new Publish(shell));
        root.addSubcommand(new Status(shell));
        root.addSubcommand(new Explain(shell));
        root.addSubcommand(new StateVerb(shell));
        root.addSubcommand(new Pause(shell));
        root.addSubcommand(new Resume(shell));
        root.addSubcommand(new OverrideVerb(shell));
        root.addSubcommand(new Simulate(shell)).addSubcommand(new Tune(shell));
        root.addSubcommand(new ReplayVerb(shell));
        root.addSubcommand(new CommandLine(new ShadowVerbs())
                .addSubcommand(new ShadowList(shell))
                .addSubcommand(new ShadowDiff(shell)));
        root.addSubcommand(new CommandLine(new BundleVerbs())
                .addSubcommand(new BundleExportVerb(shell))
                .addSubcommand(new BundleShow()));
        root.addSubcommand(new CommandLine(new DeadLettersVerbs())
                .addSubcommand(new DeadLettersList(shell))
                .addSubcommand(new DeadLettersShow(shell))
                .addSubcommand(new DeadLettersReplay(shell)));
        root.addSubcommand(new CommandLine(new BenchVerbs())
                .addSubcommand(new BenchAggregation(shell))
                .addSubcommand(new BenchDecide())
                .addSubcommand(new BenchWhatIf())
                .addSubcommand(new BenchLatency(shell)));
        root.addSubcommand(new CommandLine.HelpCommand());
        return configured(root, shell);
    }

    private static CommandLine configured(CommandLine root, Shell shell) {
        root.setExecutionStrategy(logging(shell));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpWidth(100);
        root.setUsageHelpAutoWidth(true);
        root.registerConverter(LogLevel.class, LogLevel::parse);
        root.registerConverter(Duration.class, Tidegate::duration);
        root.registerConverter(Instant.class, Tidegate::instant);
        root.setParameterExceptionHandler(Failures::ofUsage);
        root.setExecutionExceptionHandler(Failures::ofExecution);
        return root;
    }

    private static IExecutionStrategy logging(Shell shell) {
        return parsed -> {
            try {
                level(parsed).or(shell.environment().apply("LOG_LEVEL")).apply();
            } catch (Failure e) {
                return Failures.ofExecution(e, parsed.commandSpec().commandLine(), parsed);
            }
            return new RunLast().execute(parsed);
        };
    }

    private static LogLevel level(ParseResult parsed) {
        var innermost = parsed;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        return innermost.commandSpec().userObject() instanceof Verb verb ? verb.output.logLevel : LogLevel.UNSET;
    }

    // Spelled as in policies and in the service's configuration.
    private static Duration duration(String text) {
        return Durations.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "must be a duration such as 500ms, 30s, 2m or PT30S, was \"%s\"".formatted(text)));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new TypeConversionException(
                    "must be a time such as 2026-05-04T12:00:00Z, was \"%s\"".formatted(text));
        }
    }
}

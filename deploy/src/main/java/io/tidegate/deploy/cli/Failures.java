package io.tidegate.deploy.cli;

import io.tidegate.connectors.provision.call.ProvisionException;
import io.tidegate.deploy.kafka.NoBrokerException;
import io.tidegate.deploy.kafka.PartitionsFixedException;
import io.tidegate.deploy.policy.TargetTakenException;
import io.tidegate.deploy.view.Json;
import io.tidegate.schemas.registry.RegistryException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns whatever goes wrong into one line on stderr, one object on stdout with {@code --json}, and an exit code. */
final class Failures {
    private Failures() {}

    /** For command lines that cannot be understood. */
    static int ofUsage(ParameterException e, String[] arguments) {
        var command = e.getCommandLine();
        var failure = Failure.usage(
                e.getMessage() + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return report(command, failure, Arrays.asList(arguments).contains("--json"));
    }

    /** For verbs that end in an exception. */
    static int ofExecution(Exception e, CommandLine command, ParseResult parsed) {
        if (flag(parsed, "--debug")) {
            e.printStackTrace(command.getErr());
        }
        return report(command, classified(e), flag(parsed, "--json"));
    }

    private static int report(CommandLine command, Failure failure, boolean json) {
        PrintWriter err = command.getErr();
        err.println("tidegate: " + failure.at().map(at -> at + ": ").orElse("") + failure.getMessage());
        err.flush();
        if (json) {
            command.getOut().println(json(failure));
            command.getOut().flush();
        }
        return failure.exit();
    }

    private static String json(Failure failure) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", failure.code());
        error.put("message", failure.getMessage());
        failure.at().ifPresent(at -> error.put("at", at));
        return Json.versioned(Map.of("error", error));
    }

    private static Failure classified(Exception e) {
        return switch (e) {
            case Failure failure -> failure;
            case NoBrokerException none -> Failure.error("no-broker", words(none));
            case PartitionsFixedException fixed -> Failure.error("partitions-fixed", words(fixed));
            case ProvisionException provision -> Failure.error("aws", words(provision));
            case TargetTakenException taken -> Failure.error("target-taken", words(taken));
            case RegistryException registry -> Failure.error("registry", words(registry));
            case IllegalArgumentException invalid -> Failure.error("invalid", words(invalid));
            case KafkaException kafka -> Failure.error("kafka", words(kafka));
            default -> Failure.error("failed", words(e));
        };
    }

    private static String words(Exception e) {
        return Optional.ofNullable(e.getMessage())
                .orElse(e.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
    }

    private static boolean flag(ParseResult parsed, String name) {
        var innermost = parsed;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        return innermost.hasMatchedOption(name);
    }
}

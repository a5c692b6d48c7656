package io.tidegate.deploy.cli;

import picocli.CommandLine.Option;

/** How a verb speaks. */
final class OutputOptions {
    @Option(names = "--json", description = "Print one JSON object as the last line.")
    boolean json;

    @Option(names = "--debug", description = "Print the stack trace of a failure.")
    boolean debug;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "debug, info, warning or error; default: LOG_LEVEL, else warning.")
    LogLevel logLevel = LogLevel.UNSET;
}

package io.tidegate.deploy.cli;

import picocli.CommandLine.Command;

/** {@code dead-letters}: groups the verbs about records that could not be taken. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|show",
        description = "Records that could not be taken, and why.")
final class DeadLettersVerbs {}

package io.tidegate.deploy.cli;

import picocli.CommandLine.Command;

/** {@code dead-letters}: groups the verbs about records that could not be taken. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|show|replay",
        description = "Records that could not be taken, why, and back with them.")
final class DeadLettersVerbs {}

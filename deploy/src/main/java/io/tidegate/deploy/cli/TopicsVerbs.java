package io.tidegate.deploy.cli;

import picocli.CommandLine.Command;

/** {@code topics}: groups the verbs about topics. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "create|check",
        description = "Creates the topics, or checks them against their contract.")
final class TopicsVerbs {}

package io.tidegate.deploy.cli;

import picocli.CommandLine.Command;

/** {@code topics}: groups the verbs about topics. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "create|check|acls",
        description =
                "Creates the topics, checks them against their contract, or tells who must be allowed what on them.")
final class TopicsVerbs {}

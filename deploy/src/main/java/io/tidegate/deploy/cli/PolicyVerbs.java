package io.tidegate.deploy.cli;

import picocli.CommandLine.Command;

/** {@code policy}: groups the verbs about policies. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "validate|test|diff|apply|list|show|delete|import|schema",
        description = "Policies as code: check files, put them in force, look at those in force.")
final class PolicyVerbs {}

package io.tidegate.deploy.cli;

import picocli.CommandLine.Command;

/** {@code shadow}: groups the verbs about policies that decide beside what drives their targets. */
@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|diff",
        description = "Policies that decide beside what drives their targets.")
final class ShadowVerbs {}

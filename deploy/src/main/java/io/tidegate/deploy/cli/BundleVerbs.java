package io.tidegate.deploy.cli;

import picocli.CommandLine.Command;

/** {@code bundle}: groups the verbs about incident bundles. */
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "export|show",
        description =
                "A stretch of the past as one file, which replay, simulate, state and explain read in place of topics.")
final class BundleVerbs {}

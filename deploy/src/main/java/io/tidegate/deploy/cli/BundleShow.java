package io.tidegate.deploy.cli;

import io.tidegate.deploy.whatif.bundle.BundleHistory;
import io.tidegate.deploy.whatif.bundle.ManifestJson;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bundle show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Tells what is in an incident bundle, once it has been found whole.",
        footer = {"", "Example: tidegate bundle show incident.zip"})
final class BundleShow extends Verb {
    @Parameters(paramLabel = "FILE", description = "As bundle export wrote it.")
    @Nullable
    Path file;

    @Override
    Answer answer() {
        if (file == null) {
            throw Failure.usage("a file must be given, was none");
        }
        try (var history = BundleHistory.open(file)) {
            return Answer.ok(BundleText.lines(history.manifest()), ManifestJson.of(history.manifest()));
        }
    }
}

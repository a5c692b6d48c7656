package io.tidegate.deploy.cli;

import io.tidegate.deploy.whatif.tune.Tuned;
import io.tidegate.deploy.whatif.tune.page.TuningPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that {@code tune} writes. */
final class TuneFiles {
    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Write the best policy here.")
    @Nullable
    Path out;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a report as one HTML file, without network.")
    @Nullable
    Path report;

    @Option(names = "--force", description = "Replace the file of --out.")
    boolean force;

    /**
     * Before the work.
     *
     * @throws Failure when they cannot be written
     */
    void refuse() {
        if (out != null && out.equals(report)) {
            throw Failure.usage("--out and --report must be different files, were both " + out);
        }
        if (out != null) {
            WholeFile.refuse(out, force);
        }
        if (report != null) {
            WholeFile.refuse(report, true);
        }
    }

    /** Writes those that are wanted, and says so. */
    List<String> write(Tuned tuned) {
        var lines = new ArrayList<String>();
        if (out != null) {
            WholeFile.write(out, force, tuned.found().best().text());
            lines.add("written: " + out);
        }
        if (report != null) {
            WholeFile.write(report, true, TuningPage.of(tuned));
            lines.add("report: " + report);
        }
        return lines;
    }
}

package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.bundle.BundleExport;
import io.tidegate.deploy.whatif.bundle.BundleHistory;
import io.tidegate.deploy.whatif.bundle.BundleRedaction;
import io.tidegate.deploy.whatif.bundle.Manifest;
import io.tidegate.deploy.whatif.bundle.ManifestJson;
import io.tidegate.schemas.naming.Target;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bundle export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a stretch of the past into one file: journal from the last snapshots before it on, snapshots, policies,",
            "decisions, commands, outcomes and schemas. Reads topics only, or another bundle."
        },
        footer = {
            "",
            "Example: tidegate bundle export --from 2026-05-04T12:00:00Z --to 2026-05-04T13:00:00Z"
                    + " --target ecs/demo/web -o incident.zip",
            "Example: tidegate bundle export --bundle incident.zip --redact -o attachment.zip"
        })
final class BundleExportVerb extends Verb {
    // As long as what HMAC-SHA256 gives (RFC 2104, section 3).
    private static final int KEY_BYTES = 32;

    private final Shell shell;

    @Mixin
    final HistoryOptions past = new HistoryOptions();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Start every domain at its last snapshot before this time; default: the journal's beginning.")
    @Nullable
    Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "Leave out what came later by the journal's clock; default: nothing.")
    @Nullable
    Instant to;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "This target only, again for more; its whole domain is written. Default: all.")
    List<String> targets = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where to write; the file appears once it is whole.")
    Path file = Path.of("");

    @Option(names = "--force", description = "Replace the file if there is one.")
    boolean force;

    @Option(
            names = "--redact",
            description = {
                "Put other names for all that the installation and people chose, and leave out secrets and texts; numbers and",
                "times stay. What a replay cannot be held against for it is listed in the bundle."
            })
    boolean redact;

    @Option(
            names = "--redact-key",
            paramLabel = "TEXT",
            description = "With --redact: the same key gives a name the same ending again; default: a random one.")
    @Nullable
    String redactKey;

    BundleExportVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        if (redactKey != null && (!redact || redactKey.isEmpty())) {
            throw Failure.usage("--redact-key must stand with --redact and not be empty, did not or was");
        }
        var manifest = past.read(this, shell, history -> WholeFile.write(file, force, out -> content(history, out)));
        var lines = new ArrayList<>(List.of("written: " + file));
        lines.addAll(BundleText.lines(manifest));
        var json = new LinkedHashMap<String, Object>();
        json.put("file", file.toString());
        json.putAll(ManifestJson.of(manifest));
        return Answer.ok(lines, json);
    }

    private Manifest content(History history, OutputStream out) throws IOException {
        if (!redact) {
            return export(history, out);
        }
        var scratch = Files.createTempDirectory("tidegate-redaction"); // For the owner alone.
        var raw = scratch.resolve("raw.zip");
        var first = scratch.resolve("first.zip");
        try {
            try (var whole = new BufferedOutputStream(Files.newOutputStream(raw))) {
                export(history, whole);
            }
            try (var bundle = BundleHistory.open(raw)) {
                return new BundleRedaction(bundle, key(), ServiceConfig.tzdataVersion()).write(out, first);
            }
        } finally {
            Files.deleteIfExists(first);
            Files.deleteIfExists(raw);
            Files.deleteIfExists(scratch);
        }
    }

    private byte[] key() {
        if (redactKey != null) {
            return redactKey.getBytes(UTF_8);
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private Manifest export(History history, OutputStream out) throws IOException {
        var request = new Request(
                Optional.ofNullable(from).or(history::start),
                Optional.ofNullable(to),
                targets.stream().map(target -> Target.parse(target).text()).collect(toCollection(TreeSet::new)));
        return new BundleExport(history, request)
                .write(out, new Version().getVersion()[0], ServiceConfig.tzdataVersion());
    }
}

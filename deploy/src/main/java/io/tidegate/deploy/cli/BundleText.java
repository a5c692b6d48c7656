package io.tidegate.deploy.cli;

import io.tidegate.deploy.whatif.bundle.Manifest;
import io.tidegate.deploy.whatif.bundle.ManifestJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is in a bundle, for people. */
final class BundleText {
    private BundleText() {}

    static List<String> lines(Manifest manifest) {
        var lines = new ArrayList<String>();
        lines.add("span: %s to %s"
                .formatted(
                        manifest.from().map(Instant::toString).orElse("the journal's beginning"),
                        manifest.to().map(Instant::toString).orElse("its end")));
        lines.add("targets: " + (manifest.targets().isEmpty() ? "all" : String.join(", ", manifest.targets())));
        lines.add("domains: " + String.join(", ", manifest.domains().keySet()));
        lines.add("records: "
                + manifest.counts().entrySet().stream()
                        .map(count -> "%s %d".formatted(ManifestJson.name(count.getKey()), count.getValue()))
                        .collect(Collectors.joining(", ")));
        manifest.partitions()
                .forEach((partition, stretch) -> lines.add("journal partition %d: offsets %d to %d, arrived %s to %s"
                        .formatted(
                                partition,
                                stretch.firstOffset(),
                                stretch.lastOffset(),
                                stretch.firstAt(),
                                stretch.lastAt())));
        lines.add("schema ids: "
                + manifest.schemas().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        lines.add("written by: %s, time zone data %s".formatted(manifest.application(), manifest.tzdata()));
        lines.add(manifest.redaction()
                .map(redaction -> "redacted: yes; %d decisions and commands cannot be compared for it"
                        .formatted(redaction.incomparable().size()))
                .orElse("redacted: no"));
        return lines;
    }
}

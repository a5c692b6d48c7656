package io.tidegate.deploy.decide;

import io.tidegate.streams.ecsautoscale.Definition;
import io.tidegate.streams.ecsautoscale.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Definition files given beside the snapshots. Their variables are those of the snapshot, and where it has none, of the
 * process.
 */
public record Definitions(List<Snapshot.File> files, Function<String, Optional<String>> environment) {
    public Definitions {
        files = List.copyOf(files);
    }

    /** A snapshot's definitions, those of the same clusters replaced, others added. */
    List<Definition> of(Snapshot snapshot) {
        var definitions = new ArrayList<>(snapshot.definitions());
        for (Snapshot.File file : files) {
            Definition given = file.definition(name -> snapshot.variable(name).or(() -> environment.apply(name)));
            boolean known = definitions.stream().anyMatch(own -> own.cluster().equals(given.cluster()));
            if (known) {
                definitions.replaceAll(own -> own.cluster().equals(given.cluster()) ? given : own);
            } else {
                definitions.add(given);
            }
        }
        return definitions;
    }
}

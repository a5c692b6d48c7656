package io.tidegate.streams.ecsautoscale;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything that one decision looks at.
 *
 * @param testRun whether the run was asked for with the event {@code TEST_RUN}: decided, and nothing sent
 * @param environment variables of the run
 * @param files definition files in the order of the run
 * @param at when it was taken, if that is told
 */
public record Snapshot(
        String id,
        boolean testRun,
        SortedMap<String, String> environment,
        List<File> files,
        Inventory inventory,
        Readings readings,
        Optional<Instant> at) {

    /** A definition file as text. */
    public record File(String cluster, String name, String text) {
        /** Leaves out the text, which may hold a secret. */
        @Override
        public String toString() {
            return "File[%s]".formatted(name);
        }
    }

    /** The definitions of the files that the program looks at. */
    public List<Definition> definitions() {
        return files.stream()
                .filter(file -> Definition.isName(file.name()))
                .map(file -> Definition.read(
                        file.cluster(), file.name(), file.text(), name -> Optional.ofNullable(environment.get(name))))
                .toList();
    }

    /** Leaves out the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "Snapshot[%s]".formatted(id);
    }
}

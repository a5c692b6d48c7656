package io.tidegate.streams.ecsautoscale;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Everything that one decision looks at.
 *
 * @param testRun whether the run was asked for with the event {@code TEST_RUN}: decided, and nothing sent
 * @param environment variables of the run
 * @param files definition files in the order of the run
 * @param at when it was taken, if that is told
 * @param source the whole of it, of which policies read more than the program does
 */
public record Snapshot(
        String id,
        boolean testRun,
        SortedMap<String, String> environment,
        List<File> files,
        Inventory inventory,
        Readings readings,
        Optional<Instant> at,
        Item source) {

    /** A definition file as text. */
    public record File(String cluster, String name, String text) {
        /** What the file defines, with the values that its variables have. */
        public Definition definition(Function<String, Optional<String>> environment) {
            return Definition.read(cluster, name, text, environment);
        }

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
                .map(file -> file.definition(this::variable))
                .toList();
    }

    /** The value of a variable of the run; empty when it is not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /** Leaves out the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "Snapshot[%s]".formatted(id);
    }
}

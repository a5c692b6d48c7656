package io.tidegate.deploy.local;

import io.tidegate.deploy.books.Change;
import io.tidegate.simulatedaws.SimulatedAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What calls have changed in a simulated AWS, kept in a data folder: a line {@code target value request-id} for each, as
 * they come. A simulated AWS begins anew with its process; the file tells of all of them.
 */
public final class ChangeLog {
    private final Path file;
    private final SimulatedAws aws;
    private int written;

    ChangeLog(Path data, SimulatedAws aws) {
        this.file = file(data);
        this.aws = aws;
    }

    /** The changes that a folder knows of, in their order. */
    public static List<Change> read(Path data) {
        if (!Files.exists(file(data))) {
            return List.of();
        }
        try {
            return Files.readAllLines(file(data)).stream()
                    .map(line -> line.split(" ", -1))
                    // The last line of a process that was killed may be cut.
                    .filter(words -> words.length == 3)
                    .map(words -> new Change(words[0], words[1], words[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file(data) + " cannot be read", e);
        }
    }

    /** Writes what is new. */
    void update() {
        var mutations = aws.ask(cloud -> cloud.effectiveMutations());
        var lines = new ArrayList<String>();
        for (var mutation : mutations.subList(written, mutations.size())) {
            Change.of(mutation)
                    .ifPresent(change ->
                            lines.add("%s %s %s".formatted(change.target(), change.value(), change.requestId())));
        }
        written = mutations.size();
        try {
            Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static Path file(Path data) {
        return data.resolve("aws-changes.log");
    }
}

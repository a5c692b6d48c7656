package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all: it is written beside its place, and moved there at the end. */
final class WholeFile {
    private WholeFile() {}

    /** Writes the content. */
    interface Content<T> {
        T to(OutputStream out) throws IOException;
    }

    /** The same of a text. */
    static void write(Path file, boolean force, String text) {
        WholeFile.<Boolean>write(file, force, out -> {
            out.write(text.getBytes(UTF_8));
            return true;
        });
    }

    /**
     * Writes {@code file}, and gives what its content gave.
     *
     * @param force whether a file that is there is replaced
     * @throws Failure when there is one that is not, or it cannot be written
     */
    static <T> T write(Path file, boolean force, Content<T> content) {
        refuse(file, force);
        try {
            var folder = file.toAbsolutePath().getParent();
            var beside = Files.createTempFile(folder, file.getFileName() + ".", ".part");
            try {
                T given;
                try (var out = new BufferedOutputStream(Files.newOutputStream(beside))) {
                    given = content.to(out);
                }
                refuse(file, force);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
                return given;
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw Failure.error("not-written", "%s must be writable, was not: %s".formatted(file, e.getMessage()));
        }
    }

    /**
     * Before what a file shall hold is worked out.
     *
     * @throws Failure when there is one that is not to be replaced, or no folder for it
     */
    static void refuse(Path file, boolean force) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw Failure.error("not-written", "%s must be writable, was not: its folder is none".formatted(file));
        }
        if (!force && Files.exists(file)) {
            throw Failure.error("file-exists", "%s must not exist yet, did; --force replaces it".formatted(file));
        }
    }
}

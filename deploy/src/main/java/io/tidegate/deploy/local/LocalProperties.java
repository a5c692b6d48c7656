package io.tidegate.deploy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a running local mode is found: {@code ~/.tidegate/local.properties}, written when it is ready and removed when it
 * ends.
 *
 * @param bootstrap of its broker
 * @param registry URL of its schema registry
 * @param http URL of its status page; empty when only broker, registry and AWS are served
 * @param aws URL of its simulated AWS
 * @param data folder of its topics
 */
public record LocalProperties(String bootstrap, String registry, Optional<String> http, String aws, String data) {

    /** The file below a home folder. */
    public static Path file(Path home) {
        return folder(home).resolve("local.properties");
    }

    private static Path folder(Path home) {
        return home.resolve(".tidegate");
    }

    /**
     * What the file says; empty when there is none.
     *
     * @throws IllegalArgumentException when a key is missing, naming file and key
     */
    public static Optional<LocalProperties> read(Path home) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file(home))) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file(home) + " cannot be read", e);
        }
        return Optional.of(new LocalProperties(
                required(home, properties, "bootstrap"),
                required(home, properties, "registry"),
                Optional.ofNullable(properties.getProperty("http")),
                required(home, properties, "aws"),
                required(home, properties, "data")));
    }

    /** Writes the file, whole or not at all. */
    public void write(Path home) {
        var properties = new Properties();
        properties.setProperty("bootstrap", bootstrap);
        properties.setProperty("registry", registry);
        http.ifPresent(url -> properties.setProperty("http", url));
        properties.setProperty("aws", aws);
        properties.setProperty("data", data);
        try {
            Files.createDirectories(folder(home));
            var written = Files.createTempFile(folder(home), "local", ".properties");
            try (var writer = Files.newBufferedWriter(written)) {
                properties.store(writer, null);
            }
            Files.move(written, file(home), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file(home) + " cannot be written", e);
        }
    }

    /** Removes the file if it is still this one's; another local mode's stays. */
    public void remove(Path home) {
        if (read(home).filter(this::equals).isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new UncheckedIOException(file(home) + " cannot be removed", e);
        }
    }

    private static String required(Path home, Properties properties, String key) {
        var value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("%s: %s must be there, was missing".formatted(file(home), key));
        }
        return value;
    }
}

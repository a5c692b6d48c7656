package io.tidegate.deploy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Ports of broker, registry and simulated AWS. A data folder remembers them, so that who knew them finds them again after a
 * restart; 0 stands for any.
 */
record Addresses(int kafka, int registry, int aws) {
    private static final Addresses ANY = new Addresses(0, 0, 0);

    /** Those that a data folder remembers; any without one. */
    static Addresses of(Optional<Path> data) {
        return data.map(Addresses::read).orElse(ANY);
    }

    private static Addresses read(Path data) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file(data))) {
            properties.load(reader);
        } catch (NoSuchFileException _) {
            return ANY;
        } catch (IOException e) {
            throw new UncheckedIOException(file(data) + " cannot be read", e);
        }
        return new Addresses(
                port(data, properties, "kafka"), port(data, properties, "registry"), port(data, properties, "aws"));
    }

    /** Lets the folder remember them. */
    void write(Path data) {
        var properties = new Properties();
        properties.setProperty("kafka", String.valueOf(kafka));
        properties.setProperty("registry", String.valueOf(registry));
        properties.setProperty("aws", String.valueOf(aws));
        try (var writer = Files.newBufferedWriter(file(data))) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(file(data) + " cannot be written", e);
        }
    }

    private static int port(Path data, Properties properties, String key) {
        String text = properties.getProperty(key, "0");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s: %s must be a port, was \"%s\"".formatted(file(data), key, text), e);
        }
    }

    private static Path file(Path data) {
        return data.resolve("addresses.properties");
    }
}

package io.tidegate.deploy.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.streams.policy.file.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON Schemas that editors use. */
public enum PublishedSchema {
    POLICY("policy.schema.json"),
    TEST("policy-test.schema.json");

    private final String file;

    PublishedSchema(String file) {
        this.file = file;
    }

    /** As it is published. */
    public String text() {
        try (var stream = PolicyReader.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the program must hold its schema " + file);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.tidegate.schemas.registry;

import java.io.Serial;

/** The registry does not take the text for an Avro schema. */
public final class InvalidSchemaException extends RegistryException {
    @Serial
    private static final long serialVersionUID = 1;

    public InvalidSchemaException(String subject, String problem) {
        super("schema of subject %s must be an Avro schema, was not: %s".formatted(subject, problem), null);
    }
}

package io.tidegate.schemas.registry;

import java.io.Serial;

/** The registry does not take the text for an Avro schema, or we do not take its for one. */
public final class InvalidSchemaException extends RegistryException {
    @Serial
    private static final long serialVersionUID = 1;

    public InvalidSchemaException(String which, String problem) {
        super("schema of %s must be an Avro schema, was not: %s".formatted(which, problem), null);
    }
}

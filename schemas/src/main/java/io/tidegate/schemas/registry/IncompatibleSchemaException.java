package io.tidegate.schemas.registry;

import java.io.Serial;

/** The schema would break readers of the subject. */
public final class IncompatibleSchemaException extends RegistryException {
    @Serial
    private static final long serialVersionUID = 1;

    public IncompatibleSchemaException(String subject, String problem) {
        super(
                "schema of subject %s must be compatible with its versions, was not: %s".formatted(subject, problem),
                null);
    }
}

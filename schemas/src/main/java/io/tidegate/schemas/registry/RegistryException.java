package io.tidegate.schemas.registry;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why a registry did not give what it was asked for. */
public abstract sealed class RegistryException extends RuntimeException
        permits IncompatibleSchemaException,
                InvalidSchemaException,
                RegistryUnavailableException,
                UnknownSchemaException {
    @Serial
    private static final long serialVersionUID = 1;

    RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

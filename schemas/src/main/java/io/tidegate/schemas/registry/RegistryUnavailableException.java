package io.tidegate.schemas.registry;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The registry gave no usable answer: unreachable, refusing the credentials, or no registry at all. It says nothing about
 * the record that was being read, so the record must not be put aside for it.
 */
public final class RegistryUnavailableException extends RegistryException {
    @Serial
    private static final long serialVersionUID = 1;

    public RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

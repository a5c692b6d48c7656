package io.tidegate.connectors.provision.call;

/** AWS could not be read or changed; what was made until then stays, and running again goes on from there. */
public final class ProvisionException extends RuntimeException {
    ProvisionException(String message, Throwable cause) {
        super(message, cause);
    }

    ProvisionException(String message) {
        super(message);
    }
}

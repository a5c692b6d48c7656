package io.tidegate.connectors.http;

import java.util.Optional;

/** Where secret placeholders find their values, at the moment of use; nothing of it is kept or logged. */
@FunctionalInterface
public interface Secrets {

    /** The value of a secret; empty when there is none of that name. */
    Optional<String> find(String name);

    /** Secrets from the variables of the process's environment. */
    static Secrets environment() {
        return name -> Optional.ofNullable(System.getenv(name));
    }
}

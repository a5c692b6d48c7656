package io.tidegate.schemas.registry;

import java.util.List;

/** Where an {@link InProcessRegistry} keeps its facts. One owner at a time; calls come from one thread at a time. */
public interface RegistryLog extends AutoCloseable {

    /**
     * Every fact so far, oldest first.
     *
     * @throws RegistryUnavailableException when they cannot be read
     */
    List<RegistryFact> replay();

    /**
     * Keeps a fact; returns when it will survive a restart.
     *
     * @throws RegistryUnavailableException when that is not known, also because another owner took over
     */
    void append(RegistryFact fact);

    @Override
    void close();
}

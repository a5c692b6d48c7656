package io.tidegate.schemas.registry;

/** What happened to a registry; its state is the sum of these. */
public sealed interface RegistryFact {

    /** A subject got a version. */
    record Registered(String subject, int version, int id, String schema) implements RegistryFact {}

    /** Versions of a subject, or of all that have no level of their own when {@code subject} is empty, obey a level. */
    record LevelSet(String subject, CompatibilityLevel level) implements RegistryFact {}
}

package io.tidegate.schemas.registry;

import org.apache.avro.Schema;

/** Gives schemas the ids that stand in records. Implementations are thread-safe and cache both directions. */
public interface SchemaRegistry {

    /**
     * The id of {@code schema}, which becomes the subject's newest version unless it is one already.
     *
     * @throws IncompatibleSchemaException when readers of the subject could not read it
     * @throws InvalidSchemaException when the registry does not take it for a schema
     * @throws RegistryUnavailableException when the registry gave no usable answer
     */
    int register(String subject, Schema schema);

    /**
     * The schema that has {@code id}.
     *
     * @throws UnknownSchemaException when the registry answered that there is none
     * @throws InvalidSchemaException when it is no Avro schema
     * @throws RegistryUnavailableException when the registry gave no usable answer
     */
    Schema byId(int id);
}

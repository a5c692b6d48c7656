package io.tidegate.deploy.whatif.bundle;

import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.registry.UnknownSchemaException;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.avro.Schema;

/** The schemas in a bundle, by the ids that they had in the registry of its installation. */
record BundleSchemas(SortedMap<Integer, Schema> byId) implements SchemaRegistry {
    /** Never: a bundle is read only. */
    @Override
    public int register(String subject, Schema schema) {
        throw new IllegalStateException("a bundle takes no schema, was given one of " + subject);
    }

    @Override
    public Schema byId(int id) {
        return Optional.ofNullable(byId.get(id)).orElseThrow(() -> new UnknownSchemaException(id));
    }
}

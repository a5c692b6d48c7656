package io.tidegate.schemas.registry;

import java.io.Serial;

/** The registry answered, and has no schema of this id: the record that names it cannot be read, now or later. */
public final class UnknownSchemaException extends RegistryException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int id;

    public UnknownSchemaException(int id) {
        super("schema id must be one that the registry gave, was " + id, null);
        this.id = id;
    }

    /** The id that was asked for. */
    public int id() {
        return id;
    }
}

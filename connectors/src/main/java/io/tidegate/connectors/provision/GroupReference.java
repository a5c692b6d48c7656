package io.tidegate.connectors.provision;

/** A group that somebody else makes, and whose hooks the file names. */
public record GroupReference(String name) implements Resource {
    @Override
    public ResourceId id() {
        return new ResourceId(Kind.GROUP, name);
    }
}

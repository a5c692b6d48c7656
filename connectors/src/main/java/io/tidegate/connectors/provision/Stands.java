package io.tidegate.connectors.provision;

/**
 * A resource as it stands.
 *
 * @param ours whether it bears the tag; of a hook, whether its group does
 * @param busy how many instances a group has; 0 for all else
 */
public record Stands(ResourceId id, boolean ours, Members members, int busy) {
    public Stands(ResourceId id, boolean ours, Members members) {
        this(id, ours, members, 0);
    }
}

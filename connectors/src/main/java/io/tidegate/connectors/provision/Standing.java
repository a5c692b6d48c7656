package io.tidegate.connectors.provision;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands of what a file names. */
public record Standing(SortedMap<ResourceId, Stands> all) {
    public Standing {
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    }

    /** What was read. */
    public static Standing of(Collection<Stands> read) {
        var all = new TreeMap<ResourceId, Stands>();
        read.forEach(one -> all.put(one.id(), one));
        return new Standing(all);
    }

    Optional<Stands> find(ResourceId id) {
        return Optional.ofNullable(all.get(id));
    }
}

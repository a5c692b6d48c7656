package io.tidegate.connectors.provision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is missing, and the calls that would make it.
 *
 * @param changes in the order in which they must be made
 * @param differences by resource; what does not differ is not here
 * @param refusals why nothing may be changed; empty when it may
 * @param notes of what stays as it is
 */
public record Plan(
        List<Change> changes,
        SortedMap<ResourceId, List<Difference>> differences,
        List<String> refusals,
        List<String> notes) {
    public Plan {
        changes = List.copyOf(changes);
        differences = Collections.unmodifiableSortedMap(new TreeMap<>(differences));
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    /** Collects one. */
    static final class Builder {
        private final List<Change> changes = new ArrayList<>();
        private final TreeMap<ResourceId, List<Difference>> differences = new TreeMap<>();
        private final List<String> refusals = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        void change(Change change) {
            changes.add(change);
        }

        void differs(ResourceId id, List<Difference> found) {
            if (!found.isEmpty()) {
                differences.put(id, List.copyOf(found));
            }
        }

        void refuse(String message) {
            refusals.add(message);
        }

        void note(String message) {
            notes.add(message);
        }

        Plan build() {
            return new Plan(changes, differences, refusals, notes);
        }
    }
}

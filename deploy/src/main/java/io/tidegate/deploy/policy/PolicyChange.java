package io.tidegate.deploy.policy;

import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.topic.GeneratedClasses;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.file.PolicyDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What becomes of a policy between two sets of them.
 *
 * @param differences of a changed policy only
 */
public record PolicyChange(String policy, Kind kind, List<Difference> differences) {
    public PolicyChange {
        differences = List.copyOf(differences);
    }

    /** Kinds of change. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        UNCHANGED
    }

    /** What becomes of every policy of two sets, by name. */
    public static List<PolicyChange> between(
            SortedMap<String, ScalingPolicy> before, SortedMap<String, ScalingPolicy> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var changes = new ArrayList<PolicyChange>();
        for (var name : names) {
            var was = before.get(name);
            var is = after.get(name);
            if (was == null) {
                changes.add(new PolicyChange(name, Kind.ADDED, List.of()));
            } else if (is == null) {
                changes.add(new PolicyChange(name, Kind.REMOVED, List.of()));
            } else {
                var differences = PolicyDifferences.between(was, is);
                changes.add(new PolicyChange(name, differences.isEmpty() ? Kind.UNCHANGED : Kind.CHANGED, differences));
            }
        }
        return List.copyOf(changes);
    }

    /** Policies of files, by name, as if they were applied. */
    public static SortedMap<String, ScalingPolicy> unapplied(Collection<PolicyDocument> documents) {
        GeneratedClasses.trust();
        var policies = new TreeMap<String, ScalingPolicy>();
        documents.forEach(document ->
                policies.put(document.policy().name(), PolicySerdes.toAvro(document.revision(0, Instant.EPOCH, ""))));
        return policies;
    }
}

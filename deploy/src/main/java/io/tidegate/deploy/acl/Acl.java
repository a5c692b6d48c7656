package io.tidegate.deploy.acl;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Operations that are allowed on a resource, or on all whose names begin alike. Reading and writing imply describing.
 *
 * @param operations at least one, in Kafka's order
 */
public record Acl(ResourceType resource, PatternType pattern, String name, SortedSet<AclOperation> operations) {
    public Acl {
        operations = Collections.unmodifiableSortedSet(new TreeSet<>(operations));
    }

    /** The same with more operations. */
    Acl plus(Acl other) {
        var all = new TreeSet<>(operations);
        all.addAll(other.operations);
        return new Acl(resource, pattern, name, all);
    }

    /** What it is about, whatever may be done to it. */
    String subject() {
        return resource + " " + pattern + " " + name;
    }
}

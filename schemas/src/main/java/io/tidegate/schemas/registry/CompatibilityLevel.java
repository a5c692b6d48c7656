package io.tidegate.schemas.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Who must be able to read whom among the versions of a subject.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html">the levels'
 *     definition</a>
 */
public enum CompatibilityLevel {
    /** Nobody. */
    NONE(false, false, false),
    /** The new version reads what the last one wrote. */
    BACKWARD(true, false, false),
    /** The new version reads what every one wrote. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** The last version reads what the new one writes. */
    FORWARD(false, true, false),
    /** Every version reads what the new one writes. */
    FORWARD_TRANSITIVE(false, true, true),
    /** Both, with the last version. */
    FULL(true, true, false),
    /** Both, with every version. */
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /** What keeps {@code candidate} from following {@code versions}, oldest first; empty when nothing does. */
    List<String> problems(Schema candidate, List<Schema> versions) {
        var compared = transitive || versions.isEmpty() ? versions : List.of(versions.getLast());
        var problems = new ArrayList<String>();
        for (var version : compared) {
            if (backward) {
                problems.addAll(unreadable(candidate, version));
            }
            if (forward) {
                problems.addAll(unreadable(version, candidate));
            }
        }
        return problems;
    }

    private static List<String> unreadable(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(CompatibilityLevel::sentence)
                .toList();
    }

    private static String sentence(Incompatibility problem) {
        return "%s at %s: %s".formatted(problem.getType(), problem.getLocation(), problem.getMessage());
    }
}

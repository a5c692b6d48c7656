package io.tidegate.deploy.schema;

import io.tidegate.streams.policy.file.Problem;
import io.tidegate.streams.policy.file.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Where a value or a key stands in a document; in the order of their positions, a mapping before its first key.
 *
 * @param path as messages call it: {@code rules[0].threshold}
 * @param around the values that it is in, outermost first
 */
record YamlPlace(String path, Node node, List<Node> around) implements Comparable<YamlPlace> {

    static YamlPlace root(YamlDocument document) {
        return new YamlPlace("document", document.root(), List.of());
    }

    /** The value under a key or an index; this one where there is none. */
    YamlPlace child(Object element) {
        return switch (node) {
            case MappingNode mapping ->
                entry(mapping, String.valueOf(element))
                        .map(entry -> inside(named(String.valueOf(element)), entry.getValueNode()))
                        .orElse(this);
            case SequenceNode sequence
            when element instanceof Integer index ->
                inside("%s[%d]".formatted(path, index), sequence.getValue().get(index));
            default -> this;
        };
    }

    /** A key of this mapping; empty where it is not there. */
    Optional<YamlPlace> key(String key) {
        return node instanceof MappingNode mapping
                ? entry(mapping, key).map(entry -> inside(named(key), entry.getKeyNode()))
                : Optional.empty();
    }

    private YamlPlace inside(String itsPath, Node itsNode) {
        var nodes = new ArrayList<>(around);
        nodes.add(node);
        return new YamlPlace(itsPath, itsNode, List.copyOf(nodes));
    }

    private String named(String key) {
        return around.isEmpty() ? key : path + "." + key;
    }

    // The last, for that is the one that JSON keeps.
    private static Optional<NodeTuple> entry(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .reduce((_, later) -> later);
    }

    int line() {
        return start(node).getLine() + 1;
    }

    int column() {
        return start(node).getColumn() + 1;
    }

    /** Whether a problem of the same file is at this place, inside it, or at one that it is inside of, the document aside. */
    boolean isAbout(Problem problem) {
        int started = compare(start(node), problem);
        return started == 0
                || (started < 0 && compare(end(node), problem) > 0)
                || around.stream().skip(1).anyMatch(outer -> compare(start(outer), problem) == 0);
    }

    boolean isInside(YamlPlace other) {
        return node.equals(other.node) || around.contains(other.node);
    }

    private static int compare(Mark mark, Problem problem) {
        int lines = Integer.compare(mark.getLine() + 1, problem.line());
        return lines != 0 ? lines : Integer.compare(mark.getColumn() + 1, problem.column());
    }

    private static Mark start(Node node) {
        return node.getStartMark().orElseThrow();
    }

    private static Mark end(Node node) {
        return node.getEndMark().orElseThrow();
    }

    @Override
    public int compareTo(YamlPlace other) {
        int positions =
                Integer.compare(start(node).getIndex(), start(other.node).getIndex());
        return positions != 0 ? positions : Integer.compare(around.size(), other.around.size());
    }
}

package io.tidegate.streams.policy.file;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a document comes to when each alias is replaced by what it stands for. It is this that is bounded, and not the number
 * of aliases: a thousand services may share one block, while nine lists that repeat each other nine times are a billion.
 */
final class Expansion {
    // A file without aliases has hardly more nodes than characters.
    static final int MAX_NODES = YamlDocument.MAX_CHARACTERS;

    private final IdentityHashMap<Node, Extent> known = new IdentityHashMap<>();

    private Expansion() {}

    /** How many nodes a node comes to, and how many of them lie within each other. */
    private record Extent(long nodes, int depth) {
        static final Extent NONE = new Extent(0, 0);

        Extent and(Extent other) {
            return new Extent(nodes + other.nodes, Math.max(depth, other.depth));
        }
    }

    /** Refuses a document that comes to too much. */
    static void check(Node root) {
        new Expansion().extent(root);
    }

    // Recursion goes no deeper than the text nests: an alias stands behind what it repeats, which is known by then.
    private Extent extent(Node node) {
        Extent found = known.get(node);
        if (found != null) {
            return found;
        }
        known.put(node, Extent.NONE); // of an alias within what it repeats, which its readers refuse
        Extent extent = new Extent(1, isCollection(node) ? 1 : 0);
        for (Node child : children(node)) {
            Extent within = extent(child);
            extent = extent.and(new Extent(within.nodes(), within.depth() + 1));
            check(extent, child);
        }
        known.put(node, extent);
        return extent;
    }

    private static void check(Extent extent, Node at) {
        if (extent.nodes() > MAX_NODES) {
            throw new YamlDocument.TooMuchException(
                    "document must have at most %d values with its aliases replaced".formatted(MAX_NODES),
                    at.getStartMark());
        }
        if (extent.depth() > YamlDocument.MAX_DEPTH) {
            throw new YamlDocument.TooMuchException(
                    "document must nest at most %d deep with its aliases replaced".formatted(YamlDocument.MAX_DEPTH),
                    at.getStartMark());
        }
    }

    private static boolean isCollection(Node node) {
        return node instanceof MappingNode || node instanceof SequenceNode;
    }

    private static List<Node> children(Node node) {
        return switch (node) {
            case SequenceNode sequence -> sequence.getValue();
            case MappingNode mapping ->
                mapping.getValue().stream()
                        .flatMap(entry -> Stream.of(entry.getKeyNode(), entry.getValueNode()))
                        .toList();
            default -> List.of();
        };
    }
}

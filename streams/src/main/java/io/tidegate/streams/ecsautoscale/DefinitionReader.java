package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.policy.file.Problem;
import io.tidegate.streams.policy.file.YamlDocument;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the YAML of a definition file. Placeholders {@code %(NAME)} are replaced in scalars after parsing, then typed (Q18):
 * not in comments, and never as YAML of their own.
 */
final class DefinitionReader {
    // A plain scalar cannot start with %, so while YAML is parsed this stands for it; from Unicode's private use area.
    private static final char MARKER = '\uE000';
    private static final String NAME = "\\(([A-Za-z_][A-Za-z0-9_]*)\\)";
    private static final Pattern WRITTEN = Pattern.compile("%" + NAME);
    private static final Pattern MARKED = Pattern.compile(MARKER + NAME);

    private final String file;
    private final Function<String, Optional<String>> environment;
    private final IdentityHashMap<Node, Item> read = new IdentityHashMap<>();
    private int depth;

    private DefinitionReader(String file, Function<String, Optional<String>> environment) {
        this.file = file;
        this.environment = environment;
    }

    /**
     * The one document of a file.
     *
     * @throws UnusableException when it is not YAML, not one document, or names a variable that is not set
     */
    static Item read(String file, String text, Function<String, Optional<String>> environment)
            throws UnusableException {
        String marked = WRITTEN.matcher(text).replaceAll(Matcher.quoteReplacement(String.valueOf(MARKER)) + "($1)");
        var contents = YamlDocument.read(file, marked);
        if (contents.problem().isPresent()) {
            Problem problem = contents.problem().get();
            throw new UnusableException(new Place(file, problem.line(), problem.column()), problem.message());
        }
        var place = new Place(file, 1, 1);
        return switch (contents.documents().size()) {
            case 0 -> new Item.Scalar(place, null);
            case 1 ->
                new DefinitionReader(file, environment)
                        .item(contents.documents().getFirst().root());
            default ->
                throw new UnusableException(
                        place,
                        "file must hold one document, was %d"
                                .formatted(contents.documents().size()));
        };
    }

    private Item item(Node node) throws UnusableException {
        Item known = read.get(node);
        if (known != null) {
            return known;
        }
        if (++depth > YamlDocument.MAX_DEPTH) {
            throw new UnusableException(
                    place(node), "document must nest at most %d deep, was deeper".formatted(YamlDocument.MAX_DEPTH));
        }
        if (!(node instanceof ScalarNode)) {
            ExplicitTag.check(place(node), node.getTag(), node instanceof MappingNode ? Tag.MAP : Tag.SEQ);
        }
        Item item = switch (node) {
            case MappingNode mapping -> new Item.Mapping(place(mapping), entries(mapping));
            case SequenceNode sequence -> sequence(sequence);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new UnusableException(place(node), "document must not refer to itself");
        };
        depth--;
        read.put(node, item);
        return item;
    }

    private Item sequence(SequenceNode node) throws UnusableException {
        var items = new ArrayList<Item>();
        for (Node item : node.getValue()) {
            items.add(item(item));
        }
        return new Item.Sequence(place(node), items);
    }

    private Item scalar(ScalarNode node) throws UnusableException {
        String text = text(node);
        return new Item.Scalar(place(node), ExplicitTag.value(place(node), node.getTag(), text));
    }

    /** Own keys win over merged ones, the last of equal keys over the others. */
    private Map<String, Item> entries(MappingNode node) throws UnusableException {
        var entries = new LinkedHashMap<String, Item>();
        for (NodeTuple entry : node.getValue()) {
            if (isMerge(entry)) {
                for (Node merged : merged(entry.getValueNode())) {
                    entries.putAll(mapping(merged).entries());
                }
            }
        }
        for (NodeTuple entry : node.getValue()) {
            if (!isMerge(entry)) {
                entries.put(key(entry.getKeyNode()), item(entry.getValueNode()));
            }
        }
        return entries;
    }

    private static boolean isMerge(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key
                && key.isPlain()
                && key.getValue().equals("<<");
    }

    private static List<Node> merged(Node value) {
        return value instanceof SequenceNode several ? several.getValue().reversed() : List.of(value);
    }

    private Item.Mapping mapping(Node node) throws UnusableException {
        if (item(node) instanceof Item.Mapping mapping) {
            return mapping;
        }
        throw new UnusableException(place(node), "<< must be a mapping or a list of them");
    }

    private String key(Node node) throws UnusableException {
        if (node instanceof ScalarNode scalar) {
            String text = text(scalar);
            ExplicitTag.value(place(node), node.getTag(), text); // a tag that is not known fails the file, here too
            return text;
        }
        throw new UnusableException(place(node), "keys must be texts");
    }

    private String text(ScalarNode node) throws UnusableException {
        Matcher matcher = MARKED.matcher(node.getValue());
        var text = new StringBuilder();
        while (matcher.find()) {
            Optional<String> value = environment.apply(matcher.group(1));
            if (value.isEmpty()) {
                throw new UnusableException(
                        place(node), "variable %s must be set, was unset".formatted(matcher.group(1)));
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value.get()));
        }
        return matcher.appendTail(text).toString();
    }

    private Place place(Node node) {
        Mark mark = node.getStartMark().orElseThrow();
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}

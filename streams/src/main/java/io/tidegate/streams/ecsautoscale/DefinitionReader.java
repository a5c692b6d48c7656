package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.policy.file.Problem;
import io.tidegate.streams.policy.file.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads the YAML of a definition file. Placeholders {@code %(NAME)} are replaced in scalars after parsing, then typed (Q18):
 * not in comments, and never as YAML of their own. To be applied, a definition keeps those in a source's url and payload, for
 * they are secrets.
 */
final class DefinitionReader {
    // A plain scalar cannot start with %, so while YAML is parsed this stands for it; from Unicode's private use area.
    private static final char MARKER = '\uE000';
    private static final String NAME = "\\(([A-Za-z_][A-Za-z0-9_]*)\\)";
    private static final Pattern WRITTEN = Pattern.compile("%" + NAME);
    private static final Pattern MARKED = Pattern.compile(MARKER + NAME);

    private static final Set<String> SECRETS = Set.of("url", "payload");
    private static final String SERVICES = "services";

    private final String file;
    private final Function<String, Optional<String>> environment;
    private final boolean keepsSecrets;
    private final DefinitionText text;
    private final TreeMap<String, String> constants = new TreeMap<>();
    private final IdentityHashMap<Node, Item> read = new IdentityHashMap<>();
    private int depth;
    private boolean secret;

    private DefinitionReader(
            String file, String text, Function<String, Optional<String>> environment, boolean keepsSecrets) {
        this.file = file;
        this.text = new DefinitionText(text);
        this.environment = environment;
        this.keepsSecrets = keepsSecrets;
    }

    /**
     * A definition to be applied.
     *
     * @param root with secret placeholders as they are written
     * @param constants the other placeholders, by name, with the values that they were resolved to
     * @param text of the file, with its constants resolved and its secret placeholders kept
     */
    record Applied(Item root, SortedMap<String, String> constants, String text) {}

    /**
     * The one document of a file, to be applied.
     *
     * @throws UnusableException as {@link #read}
     */
    static Applied applied(String file, String text, Function<String, Optional<String>> environment)
            throws UnusableException {
        var reader = new DefinitionReader(file, text, environment, true);
        Item root = reader.document(text);
        return new Applied(root, Collections.unmodifiableSortedMap(reader.constants), reader.text.applied());
    }

    /**
     * The one document of a file.
     *
     * @throws UnusableException when it is not YAML, not one document, or names a variable that is not set
     */
    static Item read(String file, String text, Function<String, Optional<String>> environment)
            throws UnusableException {
        return new DefinitionReader(file, text, environment, false).document(text);
    }

    private Item document(String text) throws UnusableException {
        String marked = WRITTEN.matcher(text).replaceAll(Matcher.quoteReplacement(String.valueOf(MARKER)) + "($1)");
        var contents = YamlDocument.read(file, marked);
        if (contents.problem().isPresent()) {
            Problem problem = contents.problem().get();
            throw new UnusableException(new Place(file, problem.line(), problem.column()), problem.message());
        }
        var place = new Place(file, 1, 1);
        return switch (contents.documents().size()) {
            case 0 -> new Item.Scalar(place, null);
            case 1 -> item(contents.documents().getFirst().root(), "");
            default ->
                throw new UnusableException(
                        place,
                        "file must hold one document, was %d"
                                .formatted(contents.documents().size()));
        };
    }

    /** What stands under a key; items of a list stand under that of the list. */
    private Item item(Node node, String key) throws UnusableException {
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
            case MappingNode mapping -> new Item.Mapping(place(mapping), entries(mapping, key));
            case SequenceNode sequence -> sequence(sequence, key);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new UnusableException(place(node), "document must not refer to itself");
        };
        depth--;
        read.put(node, item);
        return item;
    }

    private Item sequence(SequenceNode node, String key) throws UnusableException {
        var items = new ArrayList<Item>();
        for (Node item : node.getValue()) {
            items.add(item(item, key));
        }
        return new Item.Sequence(place(node), items);
    }

    private Item scalar(ScalarNode node) throws UnusableException {
        String text = text(node);
        return new Item.Scalar(place(node), value(node, text));
    }

    private @Nullable Object value(ScalarNode node, String text) throws UnusableException {
        if (!node.getTag().equals(YamlDocument.UNTAGGED)) {
            return ExplicitTag.value(place(node), node.getTag(), text);
        }
        return node.isPlain() ? Yaml11.value(text.strip()) : text;
    }

    /** Own keys win over merged ones, the last of equal keys over the others. */
    private Map<String, Item> entries(MappingNode node, String parent) throws UnusableException {
        var entries = new LinkedHashMap<String, Item>();
        for (NodeTuple entry : node.getValue()) {
            if (isMerge(entry)) {
                for (Node merged : merged(entry.getValueNode())) {
                    entries.putAll(mapping(merged, parent).entries());
                }
            }
        }
        for (NodeTuple entry : node.getValue()) {
            if (!isMerge(entry)) {
                String key = key(entry.getKeyNode());
                entries.put(key, value(entry.getValueNode(), key, parent));
            }
        }
        return entries;
    }

    // A service may be called url as well: what is below it is none.
    private Item value(Node node, String key, String parent) throws UnusableException {
        boolean outer = secret;
        secret |= SECRETS.contains(key) && !parent.equals(SERVICES);
        Item value = item(node, key);
        secret = outer;
        return value;
    }

    private static boolean isMerge(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key
                && key.isPlain()
                && key.getValue().equals("<<");
    }

    private static List<Node> merged(Node value) {
        return value instanceof SequenceNode several ? several.getValue().reversed() : List.of(value);
    }

    private Item.Mapping mapping(Node node, String parent) throws UnusableException {
        if (item(node, parent) instanceof Item.Mapping mapping) {
            return mapping;
        }
        throw new UnusableException(place(node), "<< must be a mapping or a list of them");
    }

    private String key(Node node) throws UnusableException {
        if (node instanceof ScalarNode scalar) {
            String text = text(scalar);
            value(scalar, text); // a tag that is not known fails the file, here too
            return text;
        }
        throw new UnusableException(place(node), "keys must be texts");
    }

    private String text(ScalarNode node) throws UnusableException {
        Matcher matcher = MARKED.matcher(node.getValue());
        if (secret && keepsSecrets) {
            return matcher.replaceAll(placeholder -> Matcher.quoteReplacement("%(" + placeholder.group(1) + ")"));
        }
        var resolved = new StringBuilder();
        boolean any = false;
        while (matcher.find()) {
            String name = matcher.group(1);
            Optional<String> value = environment.apply(name);
            if (value.isEmpty()) {
                throw new UnusableException(place(node), "variable %s must be set, was unset".formatted(name));
            }
            constants.put(name, value.get());
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value.get()));
            any = true;
        }
        String whole = matcher.appendTail(resolved).toString();
        if (any) {
            text.put(node, whole);
        }
        return whole;
    }

    private Place place(Node node) {
        Mark mark = node.getStartMark().orElseThrow();
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}

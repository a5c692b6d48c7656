package io.tidegate.deploy.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML document as JSON, the way editors see it: by the core schema of YAML 1.2. Keys that are no texts are left out. */
final class YamlJson {
    // Thrice what the largest policy has; aliases of aliases grow without end.
    private static final int MOST = 100_000;

    private static final ScalarResolver TYPES = new CoreSchema().getScalarResolver();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private int values;

    private YamlJson() {}

    /** Empty for a document with more values than any policy can have, its aliases written out. */
    static Optional<JsonNode> of(Node root) {
        var reading = new YamlJson();
        var json = reading.json(root);
        return reading.values > MOST ? Optional.empty() : Optional.of(json);
    }

    private JsonNode json(Node node) {
        if (++values > MOST) {
            return JSON.nullNode();
        }
        return switch (node) {
            case MappingNode mapping -> {
                var object = JSON.objectNode();
                for (var entry : mapping.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode key) {
                        object.set(key.getValue(), json(entry.getValueNode()));
                    }
                }
                yield object;
            }
            case SequenceNode sequence -> {
                var array = JSON.arrayNode();
                sequence.getValue().forEach(item -> array.add(json(item)));
                yield array;
            }
            case ScalarNode scalar -> json(scalar);
            default -> throw new IllegalStateException("a document holds no " + node.getNodeType());
        };
    }

    private static JsonNode json(ScalarNode scalar) {
        String text = scalar.getValue();
        var type = TYPES.resolve(text, scalar.isPlain());
        if (type.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (type.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (type.equals(Tag.INT)) {
            return JSON.numberNode(integer(text));
        }
        return type.equals(Tag.FLOAT) ? JSON.numberNode(decimal(text)) : JSON.textNode(text);
    }

    private static BigInteger integer(String text) {
        return text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    // .inf and .nan are no numbers of JSON, nor of a policy.
    private static double decimal(String text) {
        return text.chars().anyMatch(Character::isDigit) ? Double.parseDouble(text) : Double.NaN;
    }
}

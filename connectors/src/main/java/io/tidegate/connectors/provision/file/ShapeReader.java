package io.tidegate.connectors.provision.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills builders of the SDK from the JSON that the AWS CLI takes, whose members are those of the API; others are problems. */
final class ShapeReader {
    private final Reading reading;

    ShapeReader(Reading reading) {
        this.reading = reading;
    }

    /** Sets what a mapping names. */
    <B extends SdkPojo> B fill(B builder, String path, MappingNode mapping) {
        Map<String, SdkField<?>> fields = builder.sdkFields().stream()
                .collect(Collectors.toMap(SdkField::memberName, field -> field, (one, _) -> one, LinkedHashMap::new));
        for (var entry : mapping.getValue()) {
            String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            String at = path.isEmpty() ? name : path + "." + name;
            var field = fields.get(name);
            if (field == null) {
                reading.problem(
                        entry.getKeyNode(),
                        "%s is not a member here; known are %s".formatted(at, String.join(", ", fields.keySet())));
            } else if (!isNull(entry.getValueNode())) {
                field.set(builder, convert(field, at, entry.getValueNode()));
            }
        }
        return builder;
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private @Nullable Object convert(SdkField<?> field, String at, Node node) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO ->
                mapping(at, node)
                        .map(inner -> ((Buildable) fill(field.constructor().get(), at, inner)).build())
                        .orElse(null);
            case LIST -> list(field, at, node);
            case MAP -> map(field, at, node);
            default -> scalar(field, at, node);
        };
    }

    private List<@Nullable Object> list(SdkField<?> field, String at, Node node) {
        SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
        var values = new ArrayList<@Nullable Object>();
        if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                values.add(convert(
                        item, "%s[%d]".formatted(at, i), sequence.getValue().get(i)));
            }
        } else {
            reading.problem(node, at + " must be a list, was none");
        }
        return values;
    }

    private Map<String, @Nullable Object> map(SdkField<?> field, String at, Node node) {
        SdkField<?> value = field.getTrait(MapTrait.class).valueFieldInfo();
        var values = new LinkedHashMap<String, @Nullable Object>();
        mapping(at, node)
                .ifPresent(mapping -> mapping.getValue().forEach(entry -> {
                    String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                    values.put(key, convert(value, at + "." + key, entry.getValueNode()));
                }));
        return values;
    }

    private Optional<MappingNode> mapping(String at, Node node) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        reading.problem(node, at + " must be a mapping, was none");
        return Optional.empty();
    }

    private @Nullable Object scalar(SdkField<?> field, String at, Node node) {
        String type = field.marshallingType().getTargetClass().getSimpleName();
        if (!(node instanceof ScalarNode scalar)) {
            reading.problem(node, "%s must be one %s, was not".formatted(at, type));
            return null;
        }
        String text = scalar.getValue();
        try {
            return switch (field.marshallingType().getKnownType()) {
                case STRING -> text;
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BOOLEAN -> truth(text);
                default -> throw new IllegalArgumentException("no member that can be given in a file");
            };
        } catch (IllegalArgumentException unfit) {
            reading.problem(node, "%s must be a valid %s, was \"%s\"".formatted(at, type, text));
            return null;
        }
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}

package io.tidegate.simulatedaws.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Fills SDK model builders from forms, as the query protocols lay structures, lists and maps out. */
final class FormReader {
    private final boolean listsAreFlat;

    /**
     * @param listsAreFlat ec2Query: {@code Filter.1}; awsQuery: {@code Filters.member.1} unless the model says otherwise
     */
    FormReader(boolean listsAreFlat) {
        this.listsAreFlat = listsAreFlat;
    }

    SdkPojo fill(SdkPojo builder, FormNode form) {
        for (SdkField<?> field : builder.sdkFields()) {
            form.child(field.locationName()).ifPresent(node -> field.set(builder, convert(field, node)));
        }
        return ShapeReader.build(builder);
    }

    private Object convert(SdkField<?> field, FormNode node) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> fill(field.constructor().get(), node);
            case LIST -> list(field.getTrait(ListTrait.class), node);
            case MAP -> map(field.getTrait(MapTrait.class), node);
            default -> Scalar.of(field, node.text());
        };
    }

    private List<Object> list(ListTrait list, FormNode node) {
        var isFlat = listsAreFlat || list.isFlattened();
        var member = list.memberLocationName() == null ? "member" : list.memberLocationName();
        SdkField<?> field = list.memberFieldInfo();
        return members(isFlat, member, node).stream()
                .map((Function<FormNode, Object>) item -> convert(field, item))
                .toList();
    }

    private Map<String, Object> map(MapTrait map, FormNode node) {
        SdkField<?> field = map.valueFieldInfo();
        var result = new LinkedHashMap<String, Object>();
        members(map.isFlattened(), "entry", node)
                .forEach(entry -> entry.child(map.valueLocationName())
                        .ifPresent(value -> result.put(entry.textOf(map.keyLocationName()), convert(field, value))));
        return result;
    }

    private static List<FormNode> members(boolean isFlat, String name, FormNode node) {
        var holder = isFlat ? Optional.of(node) : node.child(name);
        return holder.map(FormNode::numbered).orElse(List.of());
    }
}

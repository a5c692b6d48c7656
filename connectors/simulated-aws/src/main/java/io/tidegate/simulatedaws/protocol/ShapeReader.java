package io.tidegate.simulatedaws.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills SDK model builders from trees, member by member, by the names that the SDK itself would send. */
final class ShapeReader {
    private ShapeReader() {}

    /**
     * Fills and builds; members that the model does not know are skipped, as AWS does.
     *
     * @param builder an empty builder of a model class
     */
    static SdkPojo fill(SdkPojo builder, Map<String, Object> tree) {
        for (SdkField<?> field : builder.sdkFields()) {
            var value = tree.get(field.locationName());
            if (value != null) {
                field.set(builder, convert(field, value));
            }
        }
        return build(builder);
    }

    /** What the filled builder builds. */
    static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static Object convert(SdkField<?> field, Object value) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> fill(field.constructor().get(), map(field, value));
            case LIST -> list(field, value);
            case MAP -> entries(field, value);
            default -> Scalar.of(field, value);
        };
    }

    private static List<Object> list(SdkField<?> field, Object value) {
        if (!(value instanceof List<?> members)) {
            throw Malformed.member(field.memberName(), "a list", value);
        }
        SdkField<?> memberField = field.getTrait(ListTrait.class).memberFieldInfo();
        var result = new ArrayList<>(members.size());
        for (var member : members) {
            result.add(convert(memberField, member));
        }
        return result;
    }

    private static Map<String, Object> entries(SdkField<?> field, Object value) {
        SdkField<?> valueField = field.getTrait(MapTrait.class).valueFieldInfo();
        var result = new LinkedHashMap<String, Object>();
        map(field, value).forEach((key, member) -> result.put(key, convert(valueField, member)));
        return result;
    }

    @SuppressWarnings("unchecked") // Trees are made by our own parsers, whose maps have text keys.
    private static Map<String, Object> map(SdkField<?> field, Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            throw Malformed.member(field.memberName(), "a structure", value);
        }
        return (Map<String, Object>) members;
    }
}

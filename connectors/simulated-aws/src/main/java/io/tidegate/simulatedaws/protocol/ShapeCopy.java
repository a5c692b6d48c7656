package io.tidegate.simulatedaws.protocol;

import java.util.HashMap;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/** Copies SDK model objects by the names of their members: what one operation takes into what another one answers. */
public final class ShapeCopy {
    private ShapeCopy() {}

    /**
     * Fills and builds; members that only one of the two models knows are left out.
     *
     * @param builder an empty builder of a model class
     */
    public static SdkPojo into(SdkPojo builder, SdkPojo source) {
        var values = new HashMap<String, Object>();
        for (SdkField<?> field : source.sdkFields()) {
            var value = field.getValueOrDefault(source);
            if (ShapeWriter.isPresent(value)) {
                values.put(field.memberName(), value);
            }
        }
        for (SdkField<?> field : builder.sdkFields()) {
            var value = values.get(field.memberName());
            if (value != null) {
                field.set(builder, copy(field, value));
            }
        }
        return ShapeReader.build(builder);
    }

    /** Sets in {@code builder} every member that is present in {@code source}, a structure of the same class. */
    public static void overlay(SdkPojo builder, SdkPojo source) {
        for (SdkField<?> field : source.sdkFields()) {
            var value = field.getValueOrDefault(source);
            if (ShapeWriter.isPresent(value)) {
                field.set(builder, value);
            }
        }
    }

    private static Object copy(SdkField<?> field, Object value) {
        return switch (value) {
            case SdkPojo pojo -> into(field.constructor().get(), pojo);
            case List<?> list -> {
                SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
                yield list.stream().<Object>map(item -> copy(member, item)).toList();
            }
            default -> value;
        };
    }
}

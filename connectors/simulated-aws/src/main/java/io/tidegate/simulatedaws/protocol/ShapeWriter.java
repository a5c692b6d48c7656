package io.tidegate.simulatedaws.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Turns SDK model objects into trees, members in the order of the model and absent ones left out. */
final class ShapeWriter {
    private ShapeWriter() {}

    static Map<String, Object> tree(SdkPojo pojo) {
        var result = new LinkedHashMap<String, Object>();
        for (SdkField<?> field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (isPresent(value)) {
                result.put(field.locationName(), node(value));
            }
        }
        return result;
    }

    /** Whether somebody set the member: the SDK fills unset lists and maps with marked empty ones. */
    static boolean isPresent(Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static Object node(Object value) {
        return switch (value) {
            case SdkPojo pojo -> tree(pojo);
            case SdkBytes bytes -> bytes.asByteArray();
            case List<?> list -> {
                var members = new ArrayList<>(list.size());
                list.forEach(member -> members.add(node(member)));
                yield members;
            }
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Object>();
                map.forEach((key, member) -> members.put((String) key, node(member)));
                yield members;
            }
            default -> value;
        };
    }
}

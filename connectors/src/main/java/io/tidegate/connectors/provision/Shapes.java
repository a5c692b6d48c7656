package io.tidegate.connectors.provision;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** The SDK's shapes as members: requests and answers call theirs alike, and so can be compared. */
public final class Shapes {
    private Shapes() {}

    /** The members that are set, in the names of AWS. */
    public static SortedMap<String, String> members(SdkPojo shape) {
        var members = new TreeMap<String, String>();
        add("", shape, members);
        return members;
    }

    private static void add(String prefix, SdkPojo shape, SortedMap<String, String> members) {
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = field.getValueOrDefault(shape);
            if (isSet(value)) {
                put(prefix + field.memberName(), value, members);
            }
        }
    }

    private static void put(String name, Object value, SortedMap<String, String> members) {
        switch (value) {
            case SdkPojo inner -> add(name + ".", inner, members);
            case List<?> list
            when list.stream().anyMatch(SdkPojo.class::isInstance) -> {
                members.put(name + ".length", String.valueOf(list.size()));
                for (int i = 0; i < list.size(); i++) {
                    put("%s[%d]".formatted(name, i), list.get(i), members);
                }
            }
            case List<?> list ->
                members.put(name, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            case Map<?, ?> map -> map.forEach((key, inner) -> put("%s[%s]".formatted(name, key), inner, members));
            default -> members.put(name, String.valueOf(value));
        }
    }

    /**
     * Copies members by their names, as far as {@code to} has them.
     *
     * @param to a builder
     * @param names of outermost members
     */
    public static void copy(SdkPojo from, SdkPojo to, Set<String> names) {
        var fields = from.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, field -> field));
        for (SdkField<?> field : to.sdkFields()) {
            var source = fields.get(field.memberName());
            if (source != null && names.contains(field.memberName())) {
                Object value = source.getValueOrDefault(from);
                if (isSet(value)) {
                    field.set(to, value);
                }
            }
        }
    }

    // The SDK fills unset lists and maps with marked empty ones.
    private static boolean isSet(Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }
}

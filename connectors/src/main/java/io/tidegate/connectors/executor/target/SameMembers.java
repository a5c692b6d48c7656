package io.tidegate.connectors.executor.target;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Says to AWS what it has answered. The SDK has two classes for many a structure, one of answers and one of requests, whose
 * members have the same names; copied one by one, those that a later AWS adds would be lost.
 */
final class SameMembers {
    private SameMembers() {}

    /** What {@code builder} builds once it has every member of {@code answered} that it knows by name. */
    static SdkPojo of(SdkPojo answered, SdkPojo builder) {
        for (var field : builder.sdkFields()) {
            answered.sdkFields().stream()
                    .filter(other -> other.memberName().equals(field.memberName()))
                    .map(other -> other.getValueOrDefault(answered))
                    // A list that AWS did not send.
                    .filter(value -> value != null && !(value instanceof SdkAutoConstructList))
                    .forEach(value -> field.set(builder, said(field, value)));
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static Object said(SdkField<?> field, Object value) {
        return switch (value) {
            case SdkPojo structure -> of(structure, field.constructor().get());
            case List<?> members -> list(field.getTrait(ListTrait.class).memberFieldInfo(), members);
            default -> value;
        };
    }

    private static List<Object> list(SdkField<?> member, List<?> values) {
        var said = new ArrayList<>();
        for (var value : values) {
            said.add(said(member, value));
        }
        return said;
    }
}

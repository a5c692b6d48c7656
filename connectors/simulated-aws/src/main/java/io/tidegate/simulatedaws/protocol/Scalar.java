package io.tidegate.simulatedaws.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;

/** Scalars as protocols write them, turned into the type that a model's member has. */
final class Scalar {
    private Scalar() {}

    /**
     * Converts to the field's type.
     *
     * @param value a text, number, truth value, timestamp or bytes
     * @throws ApiError when the value is not of that type
     */
    static Object of(SdkField<?> field, Object value) {
        try {
            return convert(field, value);
        } catch (ArithmeticException | IllegalArgumentException | ClassCastException | DateTimeParseException unfit) {
            var type = field.marshallingType().getTargetClass().getSimpleName();
            throw Malformed.member(field.memberName(), "a valid " + type, value);
        }
    }

    private static Object convert(SdkField<?> field, Object value) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> (String) value;
            case BOOLEAN -> value instanceof String text ? truth(text) : (Boolean) value;
            case INTEGER -> number(value).intValueExact();
            case LONG -> number(value).longValueExact();
            case SHORT -> number(value).shortValueExact();
            case BYTE -> number(value).byteValueExact();
            case DOUBLE -> real(value);
            case FLOAT -> (float) real(value);
            case BIG_DECIMAL -> number(value);
            case INSTANT -> time(value);
            case SDK_BYTES ->
                SdkBytes.fromByteArray(
                        value instanceof byte[] bytes
                                ? bytes
                                : Base64.getDecoder().decode((String) value));
            default -> throw new IllegalArgumentException("no scalar: " + field.memberName());
        };
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static BigDecimal number(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Double number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            default -> new BigDecimal((String) value);
        };
    }

    // Not by way of BigDecimal: NaN and infinities are for the operation to refuse.
    private static double real(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.parseDouble((String) value);
    }

    private static Instant time(Object value) {
        return switch (value) {
            case Instant time -> time;
            case String text -> Instant.parse(text);
            default -> Instant.ofEpochMilli(number(value).movePointRight(3).longValue());
        };
    }
}

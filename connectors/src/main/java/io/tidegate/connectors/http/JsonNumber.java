package io.tidegate.connectors.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.connectors.bridge.ErrorKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;

/** Takes the number that a path leads to out of a JSON document. Pure. */
final class JsonNumber {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MAX_DIGITS = 100;

    private JsonNumber() {}

    /** A number, or a text that is one, is found; {@code null} is absent; everything else fails. */
    static HttpReading read(byte[] document, JsonPath path) {
        try {
            return number(path.find(JSON.readTree(document)), path);
        } catch (JsonProcessingException e) {
            return new HttpReading.Failed(ErrorKind.BODY, "answer is not JSON");
        } catch (IOException e) {
            throw new AssertionError("bytes in memory cannot fail to be read", e);
        }
    }

    private static HttpReading number(JsonNode node, JsonPath path) {
        return switch (node.getNodeType()) {
            case NUMBER -> finite(node.doubleValue(), path);
            case STRING -> text(node.textValue(), path);
            case NULL -> new HttpReading.Absent();
            case MISSING -> failed(path, "is not in the answer");
            default ->
                failed(path, "is no number but " + node.getNodeType().name().toLowerCase(Locale.ROOT));
        };
    }

    private static HttpReading text(String text, JsonPath path) {
        try {
            return text.length() > MAX_DIGITS
                    ? failed(path, "is a text that is no number")
                    : finite(new BigDecimal(text.strip()).doubleValue(), path);
        } catch (NumberFormatException e) {
            return failed(path, "is a text that is no number");
        }
    }

    private static HttpReading finite(double value, JsonPath path) {
        return Double.isFinite(value) ? new HttpReading.Found(value) : failed(path, "is not finite");
    }

    private static HttpReading failed(JsonPath path, String what) {
        return new HttpReading.Failed(ErrorKind.FIELD, "field " + path.text() + " " + what);
    }
}

package io.tidegate.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.connectors.bridge.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonNumberTest {

    static List<Arguments> documents() {
        return List.of(
                arguments("{\"v\": 12.5}", found(12.5)),
                arguments("{\"v\": 0}", found(0)),
                arguments("{\"v\": -3e2}", found(-300)),
                arguments("{\"v\": \"42\"}", found(42)),
                arguments("{\"v\": \" 4.25 \"}", found(4.25)),
                arguments("{\"v\": null}", new HttpReading.Absent()),
                arguments("{}", failed("field v is not in the answer")),
                arguments("[]", failed("field v is not in the answer")),
                arguments("{\"v\": true}", failed("field v is no number but boolean")),
                arguments("{\"v\": {\"w\": 1}}", failed("field v is no number but object")),
                arguments("{\"v\": [1]}", failed("field v is no number but array")),
                arguments("{\"v\": 1e999}", failed("field v is not finite")),
                arguments("{\"v\": \"1e999\"}", failed("field v is not finite")),
                arguments("{\"v\": \"NaN\"}", failed("field v is a text that is no number")),
                arguments("{\"v\": \"Infinity\"}", failed("field v is a text that is no number")),
                arguments("{\"v\": \"0x1p3\"}", failed("field v is a text that is no number")),
                arguments("{\"v\": \"\"}", failed("field v is a text that is no number")),
                arguments("{\"v\": \"" + "1".repeat(101) + "\"}", failed("field v is a text that is no number")),
                arguments("{\"v\": NaN}", malformed()),
                arguments("{\"v\": 1", malformed()),
                arguments("{\"v\": 1} x", malformed()),
                arguments("<html>", malformed()));
    }

    @ParameterizedTest(name = "{0} gives {1}")
    @MethodSource("documents")
    void readsAFiniteNumberOrSaysWhyNot(String document, HttpReading expected) {
        var reading = JsonNumber.read(document.getBytes(StandardCharsets.UTF_8), JsonPath.parse("v"));

        assertThat(reading).isEqualTo(expected);
    }

    private static HttpReading found(double value) {
        return new HttpReading.Found(value);
    }

    private static HttpReading failed(String error) {
        return new HttpReading.Failed(ErrorKind.FIELD, error);
    }

    private static HttpReading malformed() {
        return new HttpReading.Failed(ErrorKind.BODY, "answer is not JSON");
    }
}

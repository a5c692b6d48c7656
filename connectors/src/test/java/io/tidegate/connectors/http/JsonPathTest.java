package io.tidegate.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
    private static final String DOCUMENT = """
            {"depth": 7, "queues": [{"name": "a", "ready": 3}, {"ready": [10, 20]}], "a b-c": {"": 1, "0": 5}, "nil": null}
            """;

    @ParameterizedTest(name = "{0} leads to {1}")
    @CsvSource({
        "depth, 7",
        "queues[0].ready, 3",
        "queues[1].ready[1], 20",
        "a b-c.0, 5",
        "nil, null",
        "queues[2].ready, ''",
        "queues.ready, ''",
        "queues.0, ''",
        "depth[0], ''",
        "depth.more, ''",
        "absent, ''",
        "a b-c[0], ''",
    })
    void leadsToTheNodeOrNowhere(String path, String expected) throws IOException {
        var document = new JsonMapper().readTree(DOCUMENT);

        var found = JsonPath.parse(path).find(document);

        assertThat(found.toString()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} starts in an array")
    @CsvSource({"[1], 20", "[0], 10"})
    void canStartInAnArray(String path, int expected) throws IOException {
        var document = new JsonMapper().readTree("[10, 20]");

        assertThat(JsonPath.parse(path).find(document).intValue()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a..b | path: a field name is missing at position 3",
                ".a | path: a field name is missing at position 1",
                "a. | path: a field name is missing at position 3",
                "a[ | path: \"[\" is not closed at position 2",
                "a[x] | path: an array index must be a number at position 3",
                "a[-1] | path: an array index must be a number at position 3",
                "a[] | path: an array index must be a number at position 3",
                "a[9999999999] | path: an array index must be a number at position 3",
                "a]b | path: unexpected \"]\" at position 2",
                "a[0]b | path: \".\" or \"[\" must follow \"]\" at position 5",
                "'' | path must have 1 to 500 characters, had 0",
            })
    void refusesAMalformedPathAndNamesThePosition(String path, String message) {
        assertThatThrownBy(() -> JsonPath.parse(path)).hasMessage(message);
    }
}

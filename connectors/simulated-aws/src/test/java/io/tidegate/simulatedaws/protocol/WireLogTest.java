package io.tidegate.simulatedaws.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that real SDK clients sent, recorded once. The fields they stand for are written out in {@code wire-log-fields.txt}: the
 * SDK's metadata, which our codec shares with its clients, cannot hide a mistake of the codec here.
 */
class WireLogTest {
    private record Expected(String title, String operation, String fields) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void readsTheFieldsOfARecordedRequest(String title, WireRequest request, String operation, String fields) {
        var call = Router.route(request).orElseThrow();

        var read = call.read();

        assertThat(call.name()).isEqualTo(operation);
        assertThat(read).hasToString(fields);
    }

    @Test
    void coversTheWholeLog() throws IOException {
        assertThat(expected()).extracting(Expected::title).isEqualTo(titles()).hasSize(52);
    }

    static Stream<Arguments> entries() throws IOException {
        var expected = expected().iterator();
        return WireLog.read().stream().map(entry -> {
            var fields = expected.next();
            return Arguments.of(entry.title(), entry.request(), fields.operation(), fields.fields());
        });
    }

    private static List<String> titles() throws IOException {
        return WireLog.read().stream().map(WireLog.Entry::title).toList();
    }

    private static List<Expected> expected() throws IOException {
        try (var resource = WireLogTest.class.getResourceAsStream("wire-log-fields.txt")) {
            var lines = new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            var result = new ArrayList<Expected>();
            for (var i = 0; i < lines.size(); i += 3) {
                result.add(new Expected(
                        lines.get(i), lines.get(i + 1).strip(), lines.get(i + 2).strip()));
            }
            return result;
        }
    }
}

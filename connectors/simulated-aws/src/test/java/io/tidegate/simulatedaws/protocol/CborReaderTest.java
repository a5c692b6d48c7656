package io.tidegate.simulatedaws.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 8949, appendix A, as the value of the key {@code a}. */
class CborReaderTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "00 | 0",
                "17 | 23",
                "1818 | 24",
                "1903e8 | 1000",
                "1a000f4240 | 1000000",
                "1b000000e8d4a51000 | 1000000000000",
                "20 | -1",
                "3903e7 | -1000",
                "f93c00 | 1.0",
                "f93e00 | 1.5",
                "f90001 | 5.960464477539063E-8",
                "fa47c35000 | 100000.0",
                "fb3ff199999999999a | 1.1",
                "f97c00 | Infinity",
                "f97e00 | NaN",
                "f4 | false",
                "f5 | true",
                "60 | ''",
                "6449455446 | IETF",
                "62c3bc | ü",
                "7f657374726561646d696e67ff | streaming",
                "80 | []",
                "83010203 | [1, 2, 3]",
                "9f01820203ff | [1, [2, 3]]",
                "bf61610161629f0203ffff | '{a=1, b=[2, 3]}'",
                "c11a514b67b0 | 2013-03-21T20:04:00Z",
                "c1fb41d452d9ec200000 | 2013-03-21T20:04:00.500Z",
            })
    void readsTheExamplesOfTheStandard(String hex, String expected) {
        var tree = CborReader.object(bytes("a16161" + hex));

        assertThat(String.valueOf(tree.get("a"))).isEqualTo(expected);
    }

    @Test
    void readsNullAsAbsent() {
        assertThat(CborReader.object(bytes("a26161f6616201"))).hasToString("{b=1}");
    }

    @Test
    void readsByteStrings() {
        var tree = CborReader.object(bytes("a161615f42010243030405ff"));

        assertThat(tree.get("a")).isEqualTo(new byte[] {1, 2, 3, 4, 5});
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "01, is not a map",
        "a1, ends too early",
        "a161, ends too early",
        "a16161, ends too early",
        "a161617f, ends too early",
        "a161617b7fffffffffffffff, ends too early",
        "a1616161, ends too early",
        "a0a0, goes on after its end",
        "a10102, has a key that is no text",
        "a1616181f6, has null in a list",
        "a161611c, has the reserved length 28",
        "a16161f818, has the unknown simple value 24",
    })
    void refusesWhatIsNotWellFormed(String hex, String reason) {
        assertThatThrownBy(() -> CborReader.object(bytes(hex)))
                .isInstanceOf(ApiError.class)
                .hasMessage("request body must be valid CBOR, but " + reason);
    }

    @Test
    void refusesNestingThatIsMeantToOverflowTheStack() {
        assertThatThrownBy(() -> CborReader.object(bytes("a16161" + "81".repeat(100_000))))
                .hasMessage("request body must be valid CBOR, but nests deeper than 64");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}

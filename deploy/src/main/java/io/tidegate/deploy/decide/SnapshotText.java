package io.tidegate.deploy.decide;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.streams.ecsautoscale.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Optional;

/** The text of a file of snapshots, decoded so that bytes that are not UTF-8 spoil nothing but what they stand in. */
record SnapshotText(String file, String text) {
    // Stands for bytes that are no character. What is UTF-8 decodes to pairs of surrogates only, never to one alone.
    private static final char NO_CHARACTER = '\uDFFF';
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static SnapshotText decoded(String file, byte[] bytes) {
        try {
            String text = UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(String.valueOf(NO_CHARACTER))
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new SnapshotText(file, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(e); // malformed input is replaced, and UTF-8 has every character
        }
    }

    /** Whether a file is in the encoding that Windows calls Unicode: by its mark, or by the zero beside its first character. */
    static boolean isUtf16(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int first = Byte.toUnsignedInt(bytes[0]);
        int second = Byte.toUnsignedInt(bytes[1]);
        return first + second == 0xFF + 0xFE || first == 0 != (second == 0);
    }

    /** Its lines, of which the blank ones count as well. */
    List<String> lines() {
        return List.of(text.split("\n", -1));
    }

    /** What is wrong with the first bytes that are no character, from one offset to before another. */
    Optional<String> problem(int from, int to) {
        int at = text.indexOf(NO_CHARACTER, from, Math.min(to, text.length()));
        return at < 0 ? Optional.empty() : Optional.of("%s: snapshot must be UTF-8, was not".formatted(place(at)));
    }

    /** Where an offset is. */
    Place place(int offset) {
        String before = text.substring(0, offset);
        int line = (int) before.chars().filter(character -> character == '\n').count();
        return new Place(file, line + 1, offset - before.lastIndexOf('\n'));
    }
}

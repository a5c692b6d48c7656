package io.tidegate.streams.policy.file;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Replaces scalars in the text of a document, so that what was resolved can be read again without its variables. */
final class Splices {
    // What YAML takes as it is, in block and flow style, and what numbers need, for quoted ones are texts.
    private static final Pattern PLAIN = Pattern.compile("(?!(?i:null)$)[+-]?\\.?[A-Za-z0-9][A-Za-z0-9_./+-]*");

    private final Map<Integer, Splice> splices = new TreeMap<>();

    private record Splice(int end, String text) {}

    void add(ScalarNode scalar, String value) {
        put(scalar, spelled(value));
    }

    void add(ScalarNode scalar, List<String> values) {
        put(scalar, values.stream().map(Splices::spelled).collect(Collectors.joining(", ", "[", "]")));
    }

    private void put(ScalarNode scalar, String text) {
        int start = scalar.getStartMark().map(Mark::getIndex).orElseThrow();
        int end = scalar.getEndMark().map(Mark::getIndex).orElseThrow();
        splices.put(start, new Splice(end, text));
    }

    /** The part of {@code file} from {@code start} to {@code end}, spliced; positions count code points. */
    String applied(String file, int start, int end) {
        int[] characters = file.codePoints().toArray();
        var text = new StringBuilder();
        int at = start;
        for (var splice : splices.entrySet()) {
            append(text, characters, at, splice.getKey());
            text.append(splice.getValue().text());
            at = beforeTrailingBlanks(
                    characters, splice.getKey(), splice.getValue().end());
        }
        append(text, characters, at, end);
        return text.toString();
    }

    // A block scalar ends where the next line's text starts: its last line break must stay.
    private static int beforeTrailingBlanks(int[] characters, int start, int end) {
        int at = end;
        while (at > start && Character.isWhitespace(characters[at - 1])) {
            at--;
        }
        return at;
    }

    private static void append(StringBuilder text, int[] characters, int start, int end) {
        text.append(new String(characters, start, end - start));
    }

    private static String spelled(String value) {
        return PLAIN.matcher(value).matches()
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}

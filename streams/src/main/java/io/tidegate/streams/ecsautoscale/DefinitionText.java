package io.tidegate.streams.ecsautoscale;

import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The text of a definition with its constants put in, so that it reads the same without its variables. */
final class DefinitionText {
    private final String text;
    private final Map<Integer, Splice> splices = new TreeMap<>();

    DefinitionText(String text) {
        this.text = text;
    }

    private record Splice(int end, String text) {}

    /** Puts the text that a scalar has now in the place of what is written. */
    void put(ScalarNode scalar, String resolved) {
        int start = scalar.getStartMark().map(Mark::getIndex).orElseThrow();
        int end = scalar.getEndMark().map(Mark::getIndex).orElseThrow();
        splices.put(start, new Splice(end, spelled(scalar, resolved)));
    }

    // What is typed must stay plain, to be typed again; a text must be quoted, whatever is in it.
    private static String spelled(ScalarNode scalar, String resolved) {
        if (!scalar.isPlain()) {
            return PolicyText.quoted(resolved);
        }
        return switch (Yaml11.value(resolved.strip())) {
            case null -> "null";
            case String written -> PolicyText.quoted(written);
            case Object _ -> resolved.strip();
        };
    }

    /** The whole text; positions count code points. */
    String applied() {
        int[] characters = text.codePoints().toArray();
        var applied = new StringBuilder();
        int at = 0;
        for (var splice : splices.entrySet()) {
            applied.append(new String(characters, at, splice.getKey() - at))
                    .append(splice.getValue().text());
            at = beforeTrailingBlanks(
                    characters, splice.getKey(), splice.getValue().end());
        }
        return applied.append(new String(characters, at, characters.length - at))
                .toString();
    }

    // A block scalar ends where the next line's text starts: its last line break must stay.
    private static int beforeTrailingBlanks(int[] characters, int start, int end) {
        int at = end;
        while (at > start && Character.isWhitespace(characters[at - 1])) {
            at--;
        }
        return at;
    }
}

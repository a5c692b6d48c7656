package io.tidegate.connectors.inventory.image;

import java.util.regex.Pattern;

/**
 * A pattern of names: {@code *} stands for any text, {@code ?} for any character, and a backslash before either for itself.
 *
 * @param caseSensitive whether upper and lower case differ, as AWS's own filters have it
 */
public record NamePattern(String text, boolean caseSensitive) {

    /** Whether a whole name is like it. */
    boolean matches(String name) {
        return compiled().matcher(name).matches();
    }

    private Pattern compiled() {
        var regex = new StringBuilder();
        boolean escaped = false;
        for (int each : text.codePoints().toArray()) {
            String literal = Pattern.quote(Character.toString(each));
            if (!escaped && each == '\\') {
                escaped = true;
            } else {
                regex.append(escaped ? literal : part(each, literal));
                escaped = false;
            }
        }
        // One at the end has nothing to stand before.
        regex.append(escaped ? Pattern.quote("\\") : "");
        int flags = caseSensitive ? Pattern.DOTALL : Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return Pattern.compile(regex.toString(), flags);
    }

    private static String part(int character, String literal) {
        return switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> literal;
        };
    }
}

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
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\\' && i + 1 < text.length()) {
                i++;
                regex.append(Pattern.quote(text.substring(i, i + 1)));
            } else {
                regex.append(
                        switch (each) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(String.valueOf(each));
                        });
            }
        }
        int flags = caseSensitive ? Pattern.DOTALL : Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return Pattern.compile(regex.toString(), flags);
    }
}

package io.tidegate.simulatedaws.operation;

import java.util.regex.Pattern;

/** Patterns as AWS has them in policies and filters: {@code *} for any text, {@code ?} for a letter. */
public final class Wildcards {
    private Wildcards() {}

    /** Whether {@code text} is one of those that {@code pattern} means; case counts. */
    public static boolean isLike(String pattern, String text) {
        var regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.matches(regex, text);
    }
}

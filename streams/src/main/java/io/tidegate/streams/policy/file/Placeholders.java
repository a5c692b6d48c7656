package io.tidegate.streams.policy.file;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Placeholders {@code %(NAME)} and <code>${NAME}</code> in a text. */
final class Placeholders {
    private static final String NAME = "([A-Za-z_][A-Za-z0-9_]*)";
    private static final Pattern PLACEHOLDER = Pattern.compile("%\\(" + NAME + "\\)|\\$\\{" + NAME + "\\}");

    private Placeholders() {}

    static boolean in(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    static boolean start(String text) {
        return PLACEHOLDER.matcher(text).lookingAt();
    }

    /** The text with every placeholder replaced by the value of its name, which is not searched again. */
    static String replaced(String text, UnaryOperator<String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        values.apply(match.group(1) != null ? match.group(1) : match.group(2))));
    }
}

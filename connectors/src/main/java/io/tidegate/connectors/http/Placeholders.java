package io.tidegate.connectors.http;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds and fills the placeholders {@code %(VAR)} and {@code ${VAR}} of a text. Pure. */
public final class Placeholders {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("%\\(([A-Za-z_][A-Za-z0-9_]*)\\)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private Placeholders() {}

    /** The names that a text mentions, sorted. */
    public static Set<String> names(String text) {
        var names = new TreeSet<String>();
        PLACEHOLDER.matcher(text).results().map(Placeholders::name).forEach(names::add);
        return names;
    }

    /** The text with every placeholder that has a value filled in once: a value is never searched for placeholders. */
    public static String filled(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(name(match), match.group())));
    }

    private static String name(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }
}

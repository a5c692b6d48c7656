package io.tidegate.streams.ecsautoscale;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL and the credentials that stood in it.
 *
 * @param address without them
 */
record UrlParts(String address, Optional<String> user, Optional<String> password) {
    private static final Pattern URL = Pattern.compile("(https?://)([^/@:]*)(?::([^/@]*))?@(.*)");

    static UrlParts of(String url) {
        Matcher parts = URL.matcher(url);
        return parts.matches()
                ? new UrlParts(
                        parts.group(1) + parts.group(4),
                        Optional.of(parts.group(2)),
                        Optional.ofNullable(parts.group(3)))
                : new UrlParts(url, Optional.empty(), Optional.empty());
    }

    /** Whether a text is a placeholder and nothing else. */
    static boolean isPlaceholder(String text) {
        return text.startsWith("%(") && text.endsWith(")");
    }

    /** Leaves out everything that may hold a secret. */
    @Override
    public String toString() {
        return "UrlParts[]";
    }
}

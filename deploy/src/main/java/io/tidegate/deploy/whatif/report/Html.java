package io.tidegate.deploy.whatif.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markup: what comes from outside is put in as text, never as markup. */
public final class Html {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    private Html() {}

    /** As text of an element, or of an attribute in quotes. */
    public static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** As the content of a script element: JSON in which nothing can end that element, nor open a comment. */
    static String json(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** Fills the places of a template in one go, so that what looks like a place in what is put there is none. */
    public static String fill(String template, Map<String, String> parts) {
        return PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(part(parts, place.group(1))));
    }

    private static String part(Map<String, String> parts, String name) {
        var part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException("template must have places of %s, was %s".formatted(parts.keySet(), name));
        }
        return part;
    }

    /** What a content security policy calls a script. */
    static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package io.tidegate.deploy.whatif.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Another name for each: its rank among all of them, for deciders go by the order of names, and what a key makes of it. All
 * have the same length, and can be aliases; an account stays twelve digits.
 */
final class Pseudonyms implements Words {
    /** What stands for a text that nothing is told of. */
    static final String NOTHING = "redacted";

    private static final Pattern IDENTIFIER = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*");
    private static final String HMAC = "HmacSHA256";
    private static final int ACCOUNT_DIGITS = 12;

    private final TreeMap<String, String> others = new TreeMap<>();
    private final Set<String> aliases;

    Pseudonyms(SortedSet<String> names, Set<String> aliases, byte[] key) {
        this.aliases = Set.copyOf(aliases);
        int width = String.valueOf(names.size()).length();
        for (var name : names) {
            others.put(name, other(name, ("%0" + width + "d").formatted(others.size()), digest(key, name)));
        }
    }

    private static String other(String name, String rank, byte[] digest) {
        if (Parts.isAccount(name)) {
            var digits = "%019d".formatted(ByteBuffer.wrap(digest).getLong() >>> 1);
            return rank + digits.substring(digits.length() - ACCOUNT_DIGITS + rank.length());
        }
        return "n" + rank + "x" + HexFormat.of().formatHex(digest, 0, 4);
    }

    private static byte[] digest(byte[] key, String name) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(name.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have " + HMAC, e);
        }
    }

    @Override
    public String of(Wording wording, String text) {
        return switch (wording) {
            case CODE -> text;
            case NAME, ALIAS -> name(text);
            case EXPRESSION ->
                IDENTIFIER
                        .matcher(text)
                        .replaceAll(word -> aliases.contains(word.group()) ? name(word.group()) : word.group());
            case SENTENCE -> sentence(text);
            case URL -> "https://%s.invalid/".formatted(name(text));
            case DOCUMENT, READ_DOCUMENT -> text.isEmpty() ? text : NOTHING;
        };
    }

    /** What stands for a name, or for what is made of names. */
    String name(String text) {
        return Parts.each(text, name -> others.getOrDefault(name, NOTHING));
    }

    // The longest name that stands at a place, from the beginning of a word to the end of one.
    private String sentence(String text) {
        var said = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            var found = startsWord(text, at) ? longestAt(text, at) : null;
            if (found == null) {
                said.append(text.charAt(at));
                at++;
            } else {
                said.append(others.get(found));
                at += found.length();
            }
        }
        return said.toString();
    }

    private @Nullable String longestAt(String text, int at) {
        var rest = text.substring(at);
        var found = others.floorKey(rest);
        while (found != null && !(rest.startsWith(found) && endsWord(text, at + found.length()))) {
            found = rest.startsWith(found) ? others.lowerKey(found) : others.floorKey(common(rest, found));
        }
        return found;
    }

    private static String common(String one, String other) {
        int length = 0;
        while (length < one.length() && length < other.length() && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }

    private static boolean startsWord(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static boolean endsWord(String text, int at) {
        return at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }
}

package io.tidegate.streams.ecsautoscale;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What a scalar means by the tag that it has, as PyYAML has it: {@code !!int "010"} is 8, {@code !!str 3} a text. */
final class ExplicitTag {
    private ExplicitTag() {}

    /**
     * Null, or a Boolean, Long, BigInteger (beyond long), Double or String.
     *
     * @throws UnusableException when the tag is another, or the text is none of its kind
     */
    static @Nullable Object value(Place place, Tag tag, String text) throws UnusableException {
        return switch (shown(tag)) {
            case "!!str" -> text;
            case "!!null" -> null;
            case "!!int" -> typed(place, "!!int must stand before a whole number", Yaml11.whole(text));
            case "!!float" -> typed(place, "!!float must stand before a number", Yaml11.real(text));
            case "!!bool" -> typed(place, "!!bool must stand before true or false", Yaml11.flag(text));
            default -> throw refused(place, tag, "!!str, !!int, !!float, !!bool or !!null");
        };
    }

    /** Refuses a collection that has another tag than that of its kind. */
    static void check(Place place, Tag tag, Tag expected) throws UnusableException {
        if (!tag.equals(expected)) {
            throw refused(place, tag, shown(expected));
        }
    }

    private static Object typed(Place place, String rule, @Nullable Object value) throws UnusableException {
        if (value == null) {
            throw new UnusableException(place, rule + ", was another text");
        }
        return value;
    }

    private static UnusableException refused(Place place, Tag tag, String expected) {
        return new UnusableException(place, "tag must be %s, was %s".formatted(expected, shown(tag)));
    }

    private static String shown(Tag tag) {
        return tag.getValue().startsWith(Tag.PREFIX)
                ? "!!" + tag.getValue().substring(Tag.PREFIX.length())
                : tag.getValue();
    }
}

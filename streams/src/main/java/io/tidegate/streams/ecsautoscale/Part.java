package io.tidegate.streams.ecsautoscale;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An item and the path that messages call it by. Nothing is checked before it is read, for a file may hold what no decision
 * needs; reading what is absent or of another kind is refused. Messages never hold a text of the file.
 */
record Part(String path, Item item) {
    private static final long LARGEST_WHOLE = 1L << 53; // beyond it doubles, which all is computed in, leave some out
    private static final int SHOWN_BITS = 200;

    static Part root(Item item) {
        return new Part("", item);
    }

    /** The value of a key that must be there. */
    Part get(String key) throws UnusableException {
        Optional<Part> found = find(key);
        if (found.isEmpty()) {
            throw unusable("%s must be given, was absent".formatted(child(key)));
        }
        return found.get();
    }

    /** The value of a key that may be left out. */
    Optional<Part> find(String key) throws UnusableException {
        return Optional.ofNullable(mapping().get(key)).map(value -> new Part(child(key), value));
    }

    /** The value of a key, unless it is left out or null. */
    Optional<Part> given(String key) throws UnusableException {
        return find(key).filter(part -> !part.isNull());
    }

    boolean isNull() {
        return item instanceof Item.Scalar scalar && scalar.value() == null;
    }

    /** Whether Python takes it for true: all but null, false, 0, and what is empty. */
    boolean truthy() {
        return switch (item) {
            case Item.Mapping mapping -> !mapping.entries().isEmpty();
            case Item.Sequence sequence -> !sequence.items().isEmpty();
            case Item.Scalar(Place _, String text) -> !text.isEmpty();
            case Item.Scalar(Place _, Number number) -> number.doubleValue() != 0;
            case Item.Scalar(Place _, @Nullable Object value) -> Boolean.TRUE.equals(value);
        };
    }

    /** Entries in the file's order. */
    Map<String, Part> entries() throws UnusableException {
        var entries = new LinkedHashMap<String, Part>();
        mapping().forEach((key, value) -> entries.put(key, new Part(child(key), value)));
        return entries;
    }

    /** Entries; none where null stands, or anything else that Python takes for false. */
    Map<String, Part> entriesOrNone() throws UnusableException {
        return truthy() ? entries() : Map.of();
    }

    /** The items of a list. */
    List<Part> items() throws UnusableException {
        if (!(item instanceof Item.Sequence(Place _, List<Item> values))) {
            throw wrong("a list");
        }
        var parts = new ArrayList<Part>();
        for (int i = 0; i < values.size(); i++) {
            parts.add(new Part("%s[%d]".formatted(path, i), values.get(i)));
        }
        return parts;
    }

    /** The items of a list; none where null stands, or anything else that Python takes for false. */
    List<Part> itemsOrNone() throws UnusableException {
        return truthy() ? items() : List.of();
    }

    String text() throws UnusableException {
        if (item instanceof Item.Scalar(Place _, String text)) {
            return text;
        }
        throw wrong("a text");
    }

    /** The text of a key, or what stands for one that is left out. */
    String textOr(String key, String fallback) throws UnusableException {
        Optional<Part> text = find(key);
        return text.isPresent() ? text.get().text() : fallback;
    }

    /** A single value as it is written. */
    String plain() {
        return item instanceof Item.Scalar scalar ? String.valueOf(scalar.value()) : "";
    }

    /** A whole number; true is 1 and false 0. */
    long whole() throws UnusableException {
        OptionalLong whole = ifWhole();
        if (whole.isEmpty()) {
            throw isInteger() ? tooLarge() : wrong("a whole number");
        }
        return bounded(whole.getAsLong());
    }

    /** A whole number, if it is one; true is 1 and false 0. */
    OptionalLong ifWhole() {
        return switch (item) {
            case Item.Scalar(Place _, Long number) -> OptionalLong.of(number);
            case Item.Scalar(Place _, Boolean flag) -> OptionalLong.of(flag ? 1 : 0);
            default -> OptionalLong.empty();
        };
    }

    /** A number; true is 1 and false 0. */
    double number() throws UnusableException {
        if (item instanceof Item.Scalar(Place _, Double number)) {
            return number;
        }
        OptionalLong whole = ifWhole();
        if (whole.isEmpty()) {
            throw isInteger() ? tooLarge() : wrong("a number");
        }
        return bounded(whole.getAsLong());
    }

    /** A number to compare with; true is 1 and false 0. An integer that no double can be is rounded, as metrics are. */
    double threshold() throws UnusableException {
        return item instanceof Item.Scalar(Place _, Number number) ? number.doubleValue() : number();
    }

    /** The value of a metric that is a number and no expression; true is 1 and false 0. */
    OptionalDouble constant() throws UnusableException {
        OptionalDouble constant = switch (item) {
            case Item.Scalar(Place _, Number number) -> OptionalDouble.of(number.doubleValue());
            case Item.Scalar(Place _, Boolean flag) -> OptionalDouble.of(flag ? 1 : 0);
            default -> OptionalDouble.empty();
        };
        if (!Double.isFinite(constant.orElse(0))) {
            throw wrong("a finite number");
        }
        return constant;
    }

    private boolean isInteger() {
        return item instanceof Item.Scalar(Place _, BigInteger _);
    }

    private long bounded(long whole) throws UnusableException {
        if (Math.abs(whole) > LARGEST_WHOLE || whole == Long.MIN_VALUE) {
            throw tooLarge();
        }
        return whole;
    }

    private UnusableException tooLarge() {
        return wrong("at most 9007199254740992 (2^53) either side of 0");
    }

    /** Refuses keys that the program would refuse. */
    void allow(Set<String> keys) throws UnusableException {
        for (String key : mapping().keySet()) {
            if (!keys.contains(key)) {
                throw unusable("%s is not a key here".formatted(child(key)));
            }
        }
    }

    /** A refusal of this value, which must be {@code expected}. */
    UnusableException wrong(String expected) {
        return unusable("%s must be %s, was %s".formatted(path.isEmpty() ? "document" : path, expected, kind()));
    }

    /** A refusal with this value's place. */
    UnusableException unusable(String message) {
        return new UnusableException(item.place(), message);
    }

    private Map<String, Item> mapping() throws UnusableException {
        if (item instanceof Item.Mapping(Place _, Map<String, Item> entries)) {
            return entries;
        }
        throw wrong("a mapping");
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String kind() {
        return switch (item) {
            case Item.Mapping _ -> "a mapping";
            case Item.Sequence _ -> "a list";
            case Item.Scalar(Place _, String _) -> "a text";
            case Item.Scalar(Place _, BigInteger number)
            when number.bitLength() > SHOWN_BITS -> "a number of %d bits".formatted(number.bitLength());
            case Item.Scalar(Place _, @Nullable Object value) -> String.valueOf(value);
        };
    }
}

package io.tidegate.streams.ecsautoscale;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a definition file or a snapshot, typed, and where it stands. Mappings keep the order of their text. */
public sealed interface Item {

    /** Where it starts. */
    Place place();

    /** Values by key. */
    record Mapping(Place place, Map<String, Item> entries) implements Item {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** Values in order. */
    record Sequence(Place place, List<Item> items) implements Item {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * A single value.
     *
     * @param value null, or a Boolean, Long, Double or String; a BigInteger where a file has an integer beyond long
     */
    record Scalar(Place place, @Nullable Object value) implements Item {
        /** Leaves out the value, which may be a secret. */
        @Override
        public String toString() {
            return "Scalar[%s]".formatted(place);
        }
    }

    /** Plain data, such as a JSON library yields, all of it at one place. */
    static Item of(Place place, @Nullable Object plain) {
        return switch (plain) {
            case Map<?, ?> map -> {
                var entries = new LinkedHashMap<String, Item>();
                map.forEach((key, value) -> entries.put(String.valueOf(key), of(place, value)));
                yield new Mapping(place, entries);
            }
            case List<?> list ->
                new Sequence(place, list.stream().map(value -> of(place, value)).toList());
            case Integer number -> new Scalar(place, number.longValue());
            case Long number -> new Scalar(place, number);
            case Number number -> new Scalar(place, number.doubleValue());
            case null, default -> new Scalar(place, plain);
        };
    }
}

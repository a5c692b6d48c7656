package io.tidegate.connectors.provision;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Members of a resource, as AWS calls them, with their values as texts; one inside another is {@code outer.inner}, an item of a
 * list {@code list[0]}, one under a key {@code map[key]}.
 */
public record Members(SortedMap<String, String> values) {
    static final Members NONE = new Members(Map.of());

    public Members {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    Members(Map<String, String> values) {
        this(new TreeMap<>(values));
    }

    /** Those of this that {@code standing} has not, or has otherwise. What is not named here may be as it is. */
    List<Difference> against(Members standing) {
        return values.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(standing.values.get(entry.getKey())))
                .map(entry -> new Difference(entry.getKey(), standing.find(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** All of this, of which nothing stands yet. */
    List<Difference> anew() {
        return against(NONE);
    }

    /** The value of a member. */
    public Optional<String> find(String member) {
        return Optional.ofNullable(values.get(member));
    }

    /** The items of a list that is one text. */
    List<String> list(String member) {
        return find(member).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .filter(item -> !item.isEmpty())
                .toList();
    }
}

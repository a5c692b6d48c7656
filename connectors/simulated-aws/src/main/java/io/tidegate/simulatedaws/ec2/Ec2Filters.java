package io.tidegate.simulatedaws.ec2;

import io.tidegate.simulatedaws.operation.Wildcards;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The filters of one Describe operation: what it returns meets all that are given, each by one of its values. Case counts, and values
 * may have wildcards (EC2 user guide, "List and filter").
 *
 * @param byName the filters that the operation has beside those for tags, each with what it looks at
 * @param tags of a thing
 */
public record Ec2Filters<T>(Map<String, Function<T, String>> byName, Function<T, Map<String, String>> tags) {
    private static final String TAG_KEY = "tag-key";
    private static final String TAG = "tag:";

    public Ec2Filters {
        byName = Map.copyOf(byName);
    }

    /**
     * Those that meet all filters, in their order.
     *
     * @throws io.tidegate.simulatedaws.protocol.ApiError when the operation does not have one of the filters
     */
    public List<T> matching(Stream<T> things, List<Filter> filters) {
        var matching = things;
        for (var filter : filters) {
            var values = values(String.valueOf(filter.name()));
            matching = matching.filter(thing -> values.apply(thing)
                    .anyMatch(value -> filter.values().stream().anyMatch(pattern -> Wildcards.isLike(pattern, value))));
        }
        return matching.toList();
    }

    private Function<T, Stream<String>> values(String name) {
        if (name.equals(TAG_KEY)) {
            return thing -> tags.apply(thing).keySet().stream();
        }
        if (name.startsWith(TAG)) {
            var key = name.substring(TAG.length());
            return thing -> Optional.ofNullable(tags.apply(thing).get(key)).stream();
        }
        var known = byName.get(name);
        if (known == null) {
            throw Ec2Errors.invalid("The filter '" + name + "' is invalid");
        }
        return thing -> Stream.of(known.apply(thing));
    }
}

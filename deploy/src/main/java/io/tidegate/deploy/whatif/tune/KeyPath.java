package io.tidegate.deploy.whatif.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a key stands in a policy file: names of keys, and items of lists by their number or their name, such as
 * {@code rules[cpu].targetTracking.target}.
 *
 * @param text as people write it
 * @param steps from the outermost inwards
 */
record KeyPath(String text, List<Step> steps) {
    // A part is a key with its items: names of items may have dots in them.
    private static final Pattern PART = Pattern.compile("([^.\\[\\]]+)((?:\\[[^\\]]+])*)(\\.|$)");
    private static final Pattern ITEM = Pattern.compile("\\[([^\\]]+)]");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    /** One step inwards. */
    sealed interface Step {
        /** To the value of a key. */
        record Key(String name) implements Step {
            @Override
            public String toString() {
                return name;
            }
        }

        /** To an item of a list, by its number or its name. */
        record Item(String of) implements Step {
            @Override
            public String toString() {
                return of;
            }
        }
    }

    KeyPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none
     */
    static KeyPath parse(String text) {
        var steps = new ArrayList<Step>();
        var parts = PART.matcher(text);
        int at = 0;
        while (at < text.length() && parts.find(at) && parts.start() == at) {
            steps.add(new Step.Key(parts.group(1)));
            ITEM.matcher(parts.group(2)).results().forEach(item -> steps.add(new Step.Item(item.group(1))));
            at = parts.end();
        }
        if (at < text.length() || steps.isEmpty() || text.endsWith(".")) {
            throw new IllegalArgumentException(
                    "--vary must begin with a path such as rules[0].targetTracking.target, was " + text);
        }
        return new KeyPath(text, steps);
    }

    /** The text of the number, duration or word that stands there; empty where there is none. */
    Optional<String> value(@Nullable Object document) {
        Object at = document;
        for (var step : steps) {
            at = inside(at, step).orElse(null);
        }
        return at == null || at instanceof Map || at instanceof List ? Optional.empty() : Optional.of(at.toString());
    }

    /**
     * Sets it, or takes it away where {@code value} is null; maps on the way there are made.
     *
     * @throws IllegalArgumentException when it leads nowhere, naming what there is
     */
    @SuppressWarnings("unchecked") // What a YAML document is made of.
    void set(@Nullable Object document, @Nullable Object value) {
        Object at = document;
        for (int i = 0; i < steps.size() - 1; i++) {
            at = next(at, steps.get(i), steps.get(i + 1));
        }
        if (!(at instanceof Map<?, ?> map) || !(steps.getLast() instanceof Step.Key(String name))) {
            throw nowhere(at, steps.getLast());
        }
        if (value == null) {
            map.remove(name);
        } else {
            ((Map<Object, Object>) map).put(name, value);
        }
    }

    @SuppressWarnings("unchecked")
    private Object next(@Nullable Object at, Step step, Step after) {
        if (at instanceof Map<?, ?> map
                && step instanceof Step.Key(String name)
                && after instanceof Step.Key
                && !map.containsKey(name)) {
            ((Map<Object, Object>) map).put(name, new LinkedHashMap<>());
        }
        return inside(at, step).orElseThrow(() -> nowhere(at, step));
    }

    private static Optional<Object> inside(@Nullable Object at, Step step) {
        return switch (step) {
            case Step.Key(String name) ->
                at instanceof Map<?, ?> map ? Optional.ofNullable(map.get(name)) : Optional.empty();
            case Step.Item(String of) -> at instanceof List<?> list ? item(list, of) : Optional.empty();
        };
    }

    // A number is that of an item, even where one is named so.
    private static Optional<Object> item(List<?> list, String of) {
        if (NUMBER.matcher(of).matches() && Integer.parseInt(of) < list.size()) {
            return Optional.ofNullable(list.get(Integer.parseInt(of)));
        }
        var named = IntStream.range(0, list.size())
                .filter(number -> name(list.get(number)).filter(of::equals).isPresent())
                .toArray();
        return named.length == 1 ? Optional.ofNullable(list.get(named[0])) : Optional.empty();
    }

    // Of a rule it stands one step further in: targetTracking: {name: cpu, ...}.
    private static Optional<String> name(@Nullable Object item) {
        if (!(item instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        return Stream.concat(
                        Stream.of(map),
                        map.size() == 1
                                ? map.values().stream()
                                        .filter(Map.class::isInstance)
                                        .map(Map.class::cast)
                                : Stream.empty())
                .map(each -> each.get("name"))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst();
    }

    private IllegalArgumentException nowhere(@Nullable Object at, Step step) {
        String there = switch (at) {
            case Map<?, ?> map -> "keys " + map.keySet();
            case List<?> list -> "a list of %d%s".formatted(list.size(), names(list));
            case null, default -> "the value " + at;
        };
        return new IllegalArgumentException(
                "--vary %s must lead to a key of the policy, led at %s to %s".formatted(text, step, there));
    }

    private static String names(List<?> list) {
        var names = list.stream().flatMap(item -> name(item).stream()).toList();
        return names.isEmpty() ? "" : " with the names " + names;
    }
}

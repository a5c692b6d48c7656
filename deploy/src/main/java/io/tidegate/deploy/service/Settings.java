package io.tidegate.deploy.service;

import io.tidegate.streams.policy.Durations;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Keys and values of a configuration, read one by one; whatever nobody asked for is unknown, and {@link #refuseUnknown}
 * says so. Values never stand in its messages, for they may be secrets; only what fails to be a number or a time does.
 */
final class Settings {

    private final String origin;
    private final SortedMap<String, String> values;
    private final SortedSet<String> known = new TreeSet<>();

    Settings(String origin, Map<String, String> values) {
        this.origin = origin;
        this.values = new TreeMap<>(values);
    }

    /**
     * The keys of a file: YAML when it is called so, nested keys joined by dots, else properties.
     *
     * @throws IllegalArgumentException when it cannot be read, naming it
     */
    static SortedMap<String, String> read(Path file) {
        try {
            var text = Files.readString(file);
            var name = file.toString();
            return name.endsWith(".yaml") || name.endsWith(".yml") ? yaml(text) : properties(text);
        } catch (IOException | IllegalArgumentException | YamlEngineException e) {
            throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    Optional<String> text(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Everything below {@code prefix}, without it. */
    SortedMap<String, String> below(String prefix) {
        var found = new TreeMap<String, String>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                known.add(key);
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** The first parts of the keys below {@code prefix}, which are still to be asked for. */
    SortedSet<String> names(String prefix) {
        var names = new TreeSet<String>();
        for (var key : values.keySet()) {
            if (key.startsWith(prefix)) {
                names.add(key.substring(prefix.length()).split("\\.", 2)[0]);
            }
        }
        return names;
    }

    int integer(String key, int least, int most, int preset) {
        return text(key)
                .map(text -> parsed(key, "a whole number", text, Integer::parseInt))
                .map(number -> {
                    if (number < least || number > most) {
                        throw refused(key, "%d to %d".formatted(least, most), String.valueOf(number));
                    }
                    return number;
                })
                .orElse(preset);
    }

    boolean truth(String key, boolean preset) {
        return text(key)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw refused(key, "true or false", "\"" + text + "\"");
                })
                .orElse(preset);
    }

    double positive(String key, double preset) {
        return text(key)
                .map(text -> parsed(key, "a number", text, Double::parseDouble))
                .map(number -> {
                    if (!(number > 0) || Double.isInfinite(number)) {
                        throw refused(key, "positive and finite", String.valueOf(number));
                    }
                    return number;
                })
                .orElse(preset);
    }

    Duration duration(String key, Duration preset) {
        return text(key)
                .map(text -> parsed(key, "a duration such as 500ms, 10s or PT10S", text, Settings::duration))
                .orElse(preset);
    }

    /** The items of a comma list; none when it is not given. */
    List<String> list(String key) {
        return text(key).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    Optional<URI> uri(String key) {
        return text(key).map(text -> parsed(key, "a URL", text, URI::create));
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException naming the first key that nobody asked for, and those that exist
     */
    void refuseUnknown() {
        var unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("%s: unknown key %s; known keys are %s"
                    .formatted(origin, unknown.first(), String.join(", ", known)));
        }
    }

    IllegalArgumentException refused(String key, String constraint, String actual) {
        return new IllegalArgumentException("%s: %s must be %s, was %s".formatted(origin, key, constraint, actual));
    }

    private <T> T parsed(String key, String kind, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw refused(key, kind, "\"" + text + "\"");
        }
    }

    private static Duration duration(String text) {
        return Durations.parse(text).orElseThrow(IllegalArgumentException::new);
    }

    private static SortedMap<String, String> properties(String text) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        var values = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    private static SortedMap<String, String> yaml(String text) {
        var values = new TreeMap<String, String>();
        var settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .build();
        collect("", new Load(settings).loadFromString(text), values);
        return values;
    }

    private static void collect(String path, @Nullable Object node, Map<String, String> values) {
        switch (node) {
            case null -> {}
            case Map<?, ?> map ->
                map.forEach((key, value) -> collect(path.isEmpty() ? "" + key : path + "." + key, value, values));
            case Iterable<?> list ->
                values.put(
                        path,
                        String.join(
                                ",",
                                StreamSupport.stream(list.spliterator(), false)
                                        .map(String::valueOf)
                                        .toList()));
            default -> values.put(path, node.toString());
        }
    }
}

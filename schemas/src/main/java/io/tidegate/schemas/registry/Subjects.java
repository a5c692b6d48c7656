package io.tidegate.schemas.registry;

import io.tidegate.schemas.registry.RegistryFact.LevelSet;
import io.tidegate.schemas.registry.RegistryFact.Registered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** What a registry knows: the sum of its facts. {@link #apply} is the only writer; the same fact twice is as good as once. */
final class Subjects {
    private final SortedMap<String, SortedMap<Integer, Version>> versions = new TreeMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>(Map.of("", CompatibilityLevel.BACKWARD));
    private int lastId;

    /** One version of a subject. */
    record Version(String subject, int version, int id, Schema schema) {}

    void apply(RegistryFact fact) {
        switch (fact) {
            case Registered registered -> {
                var schema = new Schema.Parser().parse(registered.schema());
                versions.computeIfAbsent(registered.subject(), _ -> new TreeMap<>())
                        .put(
                                registered.version(),
                                new Version(registered.subject(), registered.version(), registered.id(), schema));
                ids.putIfAbsent(registered.schema(), registered.id());
                schemas.putIfAbsent(registered.id(), schema);
                lastId = Math.max(lastId, registered.id());
            }
            case LevelSet set -> levels.put(set.subject(), set.level());
        }
    }

    /** The fact that registering {@code schema} would add; its id is the one that the schema has under any subject. */
    Registered next(String subject, Schema schema) {
        var text = schema.toString();
        return new Registered(subject, versions(subject).size() + 1, ids.getOrDefault(text, lastId + 1), text);
    }

    /** The version of {@code subject} that is exactly {@code schema}. */
    Optional<Version> find(String subject, Schema schema) {
        var text = schema.toString();
        return versions(subject).stream()
                .filter(version -> version.schema().toString().equals(text))
                .findFirst();
    }

    Optional<Schema> byId(int id) {
        return Optional.ofNullable(schemas.get(id));
    }

    List<String> names() {
        return List.copyOf(versions.keySet());
    }

    /** Versions of a subject, oldest first; none when it is unknown. */
    List<Version> versions(String subject) {
        var known = versions.get(subject);
        return known == null ? List.of() : List.copyOf(known.values());
    }

    CompatibilityLevel level(String subject) {
        return levels.getOrDefault(subject, levels.getOrDefault("", CompatibilityLevel.BACKWARD));
    }

    List<String> problems(String subject, Schema candidate) {
        return level(subject)
                .problems(
                        candidate,
                        versions(subject).stream().map(Version::schema).toList());
    }
}

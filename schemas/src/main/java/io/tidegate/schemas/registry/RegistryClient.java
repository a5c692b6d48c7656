package io.tidegate.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.schemas.registry.RegistryConnection.Answer;
import io.tidegate.schemas.registry.RegistryConnection.Sleeper;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * A registry elsewhere, by the Confluent REST API. Answers are kept for good, for an id never changes its meaning; an id
 * that was unknown is asked for again after 10 s. Thread-safe.
 */
public final class RegistryClient implements SchemaRegistry, AutoCloseable {
    private final RegistryConnection connection;
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final UnknownIds unknown;

    public RegistryClient(RegistryClientConfig config) {
        this(config, Thread::sleep, System::nanoTime);
    }

    RegistryClient(RegistryClientConfig config, Sleeper sleeper, LongSupplier nanos) {
        this.connection = new RegistryConnection(config, sleeper);
        this.unknown = new UnknownIds(nanos);
    }

    private record Registration(String subject, Schema schema) {}

    @Override
    public int register(String subject, Schema schema) {
        var registration = new Registration(subject, schema);
        var known = ids.get(registration);
        if (known != null) {
            return known;
        }
        int id = registered(subject, schema);
        ids.put(registration, id);
        schemas.putIfAbsent(id, schema);
        return id;
    }

    @Override
    public Schema byId(int id) {
        var known = schemas.get(id);
        if (known != null) {
            return known;
        }
        if (unknown.contains(id)) {
            throw new UnknownSchemaException(id);
        }
        var schema = fetched(id);
        schemas.put(id, schema);
        return schema;
    }

    /** Whether {@code schema} could be the subject's next version; any can be the first. */
    public boolean isCompatible(String subject, Schema schema) {
        var path = "/compatibility/subjects/%s/versions/latest".formatted(encoded(subject));
        var answer = connection.send("POST", path, Map.of("schema", schema.toString()));
        if (answer.errorCode() == ApiError.SUBJECT_NOT_FOUND || answer.errorCode() == ApiError.VERSION_NOT_FOUND) {
            return true;
        }
        if (answer.refused() || !answer.body().path("is_compatible").isBoolean()) {
            throw unexpected(path, answer);
        }
        return answer.body().path("is_compatible").booleanValue();
    }

    /** The names of all subjects. */
    public List<String> subjects() {
        var answer = connection.get("/subjects");
        if (answer.refused() || !answer.body().isArray()) {
            throw unexpected("/subjects", answer);
        }
        var subjects = new ArrayList<String>();
        answer.body().forEach(subject -> subjects.add(subject.asText()));
        return subjects;
    }

    /** Makes the versions of one subject obey a level from now on. */
    public void setCompatibility(String subject, CompatibilityLevel level) {
        var path = "/config/" + encoded(subject);
        var answer = connection.send("PUT", path, Map.of("compatibility", level.name()));
        if (answer.refused()) {
            throw unexpected(path, answer);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private int registered(String subject, Schema schema) {
        var path = "/subjects/%s/versions".formatted(encoded(subject));
        var answer = connection.send("POST", path, Map.of("schema", schema.toString()));
        return switch (answer.errorCode()) {
            case 0 -> {
                if (!answer.body().path("id").isInt()) {
                    throw unexpected(path, answer);
                }
                yield answer.body().path("id").intValue();
            }
            case ApiError.INCOMPATIBLE -> throw new IncompatibleSchemaException(subject, answer.message());
            case ApiError.INVALID_SCHEMA -> throw new InvalidSchemaException("subject " + subject, answer.message());
            default -> throw unexpected(path, answer);
        };
    }

    private Schema fetched(int id) {
        var path = "/schemas/ids/" + id;
        var answer = connection.get(path);
        if (answer.errorCode() == ApiError.SCHEMA_NOT_FOUND) {
            unknown.add(id);
            throw new UnknownSchemaException(id);
        }
        if (answer.refused() || !answer.body().path("schema").isTextual()) {
            throw unexpected(path, answer);
        }
        try {
            return new Schema.Parser().parse(answer.body().path("schema").textValue());
        } catch (SchemaParseException _) {
            var type = answer.body().path("schemaType").asText("of unknown type");
            throw new InvalidSchemaException("id " + id, type);
        }
    }

    private RegistryUnavailableException unexpected(String path, Answer answer) {
        return connection.unexpected(
                path, answer.refused() ? "error " + answer.errorCode() + ": " + answer.message() : "other JSON");
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
    }
}

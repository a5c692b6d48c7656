package io.tidegate.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.schemas.registry.Subjects.Version;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * The part of the Confluent schema registry API that serializers use, over an {@link InProcessRegistry}: requests in,
 * answers out, no sockets.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">the API</a>
 */
final class RegistryApi {
    private final InProcessRegistry registry;
    private final List<Route> routes;

    RegistryApi(InProcessRegistry registry) {
        this.registry = registry;
        this.routes = List.of(
                new Route("GET", "", _ -> Map.of()),
                new Route("GET", "schemas/types", _ -> List.of("AVRO")),
                new Route(
                        "GET",
                        "schemas/ids/*",
                        request -> Map.of("schema", byId(request.path(2)).toString())),
                new Route("GET", "subjects", _ -> registry.subjects()),
                new Route("POST", "subjects/*", this::lookUp),
                new Route("GET", "subjects/*/versions", this::listVersions),
                new Route("POST", "subjects/*/versions", this::register),
                new Route(
                        "GET",
                        "subjects/*/versions/*",
                        request -> described(version(request.path(1), request.path(3)))),
                new Route("POST", "compatibility/subjects/*/versions", this::checkCompatibility),
                new Route("POST", "compatibility/subjects/*/versions/*", this::checkCompatibility),
                new Route("GET", "config", _ -> Map.of("compatibilityLevel", registry.level(""))),
                new Route("PUT", "config", request -> setLevel("", request)),
                new Route("GET", "config/*", request -> Map.of("compatibilityLevel", registry.level(request.path(1)))),
                new Route("PUT", "config/*", request -> setLevel(request.path(1), request)),
                new Route("GET", "mode", _ -> Map.of("mode", "READWRITE")));
    }

    /**
     * What a client asks for.
     *
     * @param segments of the path, decoded
     * @param body an object, empty where there was none
     */
    record Request(String method, List<String> segments, JsonNode body) {
        String path(int index) {
            return segments.get(index);
        }
    }

    private record Route(String method, List<String> pattern, Function<Request, Object> answer) {
        Route(String method, String pattern, Function<Request, Object> answer) {
            this(method, pattern.isEmpty() ? List.of() : List.of(pattern.split("/")), answer);
        }

        boolean matches(Request request) {
            if (!method.equals(request.method())
                    || pattern.size() != request.segments().size()) {
                return false;
            }
            for (int i = 0; i < pattern.size(); i++) {
                if (!pattern.get(i).equals("*") && !pattern.get(i).equals(request.path(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * The answer's body.
     *
     * @throws ApiError when the request is refused
     */
    Object answer(Request request) {
        var route = routes.stream()
                .filter(candidate -> candidate.matches(request))
                .findFirst()
                .orElseThrow(() -> new ApiError(404, "HTTP 404 Not Found"));
        try {
            return route.answer().apply(request);
        } catch (IncompatibleSchemaException e) {
            throw new ApiError(ApiError.INCOMPATIBLE, String.valueOf(e.getMessage()));
        } catch (RegistryUnavailableException e) {
            throw new ApiError(ApiError.STORE, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> register(Request request) {
        return Map.of("id", registry.register(request.path(1), schema(request)));
    }

    private List<Integer> listVersions(Request request) {
        return known(request.path(1)).stream().map(Version::version).toList();
    }

    private Map<String, Object> lookUp(Request request) {
        var schema = schema(request);
        known(request.path(1));
        return described(registry.find(request.path(1), schema)
                .orElseThrow(() -> new ApiError(ApiError.SCHEMA_NOT_FOUND, "Schema not found")));
    }

    private Map<String, Object> checkCompatibility(Request request) {
        var schema = schema(request);
        if (request.segments().size() == 5) {
            version(request.path(2), request.path(4));
        }
        var problems = registry.problems(request.path(2), schema);
        return Map.of("is_compatible", problems.isEmpty(), "messages", problems);
    }

    private Map<String, Object> setLevel(String subject, Request request) {
        var text = request.body().path("compatibility").asText().toUpperCase(Locale.ROOT);
        for (var level : CompatibilityLevel.values()) {
            if (level.name().equals(text)) {
                registry.setLevel(subject, level);
                return Map.of("compatibility", level);
            }
        }
        throw new ApiError(
                ApiError.INVALID_LEVEL,
                "compatibility must be one of %s, was \"%s\"".formatted(List.of(CompatibilityLevel.values()), text));
    }

    private Schema byId(String id) {
        try {
            return registry.byId(Integer.parseInt(id));
        } catch (NumberFormatException | UnknownSchemaException _) {
            throw new ApiError(ApiError.SCHEMA_NOT_FOUND, "Schema " + id + " not found");
        }
    }

    private Version version(String subject, String version) {
        var versions = known(subject);
        if (version.equals("latest") || version.equals("-1")) {
            return versions.getLast();
        }
        if (!version.matches("[1-9]\\d{0,8}")) {
            throw new ApiError(ApiError.INVALID_VERSION, "version must be positive or latest, was \"" + version + "\"");
        }
        return versions.stream()
                .filter(candidate -> candidate.version() == Integer.parseInt(version))
                .findFirst()
                .orElseThrow(() -> new ApiError(ApiError.VERSION_NOT_FOUND, "Version " + version + " not found."));
    }

    private List<Version> known(String subject) {
        var versions = registry.versions(subject);
        if (versions.isEmpty()) {
            throw new ApiError(ApiError.SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found.");
        }
        return versions;
    }

    private static Schema schema(Request request) {
        var type = request.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || !request.body().path("references").isEmpty()) {
            throw new ApiError(ApiError.INVALID_SCHEMA, "schema must be AVRO without references, was " + type);
        }
        try {
            return new Schema.Parser().parse(request.body().path("schema").asText());
        } catch (SchemaParseException e) {
            throw new ApiError(ApiError.INVALID_SCHEMA, "Input schema is an invalid Avro schema: " + e.getMessage());
        }
    }

    private static Map<String, Object> described(Version version) {
        return Map.of(
                "subject",
                version.subject(),
                "version",
                version.version(),
                "id",
                version.id(),
                "schema",
                version.schema().toString());
    }
}

package io.tidegate.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Sends requests to one registry until it answers or the attempts are used up. Thread-safe. */
final class RegistryConnection implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RegistryClientConfig config;
    private final Sleeper sleeper;
    private final HttpClient http;

    /** Waits; a test's does not. */
    interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    RegistryConnection(RegistryClientConfig config, Sleeper sleeper) {
        this.config = config;
        this.sleeper = sleeper;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .build();
    }

    /**
     * What the registry answered: any 2xx, or a refusal with the API's error code.
     *
     * @param errorCode 0 when it was not refused
     */
    record Answer(int errorCode, JsonNode body) {
        boolean refused() {
            return errorCode != 0;
        }

        String message() {
            return body.path("message").asText("no reason given");
        }
    }

    Answer get(String path) {
        return exchange(request(path).GET().build());
    }

    Answer send(String method, String path, Map<String, String> fields) {
        ObjectNode body = JSON.createObjectNode();
        fields.forEach(body::put);
        return exchange(request(path)
                .method(method, BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** What an answer lacks that a registry's has. */
    RegistryUnavailableException unexpected(String path, String found) {
        return new RegistryUnavailableException(
                "registry.url must be the base of a Confluent-compatible registry, %s%s answered %s"
                        .formatted(config.shown(), path, found),
                null);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(config.resolve(path))
                .timeout(config.timeout())
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        config.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private Answer exchange(HttpRequest request) {
        // Jitter only spreads load; nothing that is decided depends on it.
        var backoff = new Backoff(config.firstPause(), config.longestPause(), new SplittableRandom());
        for (int attempt = 1; ; attempt++) {
            @Nullable IOException lost = null;
            String problem;
            try {
                var response = http.send(request, BodyHandlers.ofString());
                if (!isPassing(response.statusCode())) {
                    return answer(request, response);
                }
                problem = "HTTP " + response.statusCode();
            } catch (IOException e) {
                lost = e;
                problem = e.getClass().getSimpleName();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            if (attempt == config.attempts()) {
                throw new RegistryUnavailableException(
                        "registry must answer, %s did not in %d attempts: %s"
                                .formatted(config.shown(), attempt, problem),
                        lost);
            }
            pause(backoff.pause(attempt));
        }
    }

    private void pause(Duration pause) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private RegistryUnavailableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RegistryUnavailableException("interrupted while waiting for registry " + config.shown(), e);
    }

    private Answer answer(HttpRequest request, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw new RegistryUnavailableException(
                    "registry must accept the credentials in registry.url, %s answered HTTP %d"
                            .formatted(config.shown(), status),
                    null);
        }
        var body = json(response.body());
        if (status / 100 == 2 && !body.isMissingNode()) {
            return new Answer(0, body);
        }
        int code = body.path("error_code").asInt();
        if (code >= 1000 || code == ApiError.INCOMPATIBLE) {
            return new Answer(code, body);
        }
        var type = response.headers().firstValue("Content-Type").orElse("no content type");
        throw unexpected(
                request.uri()
                        .getRawPath()
                        .substring(config.resolve("").getRawPath().length()),
                "HTTP " + status + " with " + type);
    }

    // 408 and 429 ask to come back, 5xx may be over soon (RFC 9110, RFC 6585).
    private static boolean isPassing(int status) {
        return status >= 500 || status == 408 || status == 429;
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }
}

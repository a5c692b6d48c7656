package io.tidegate.connectors.notification;

import io.tidegate.connectors.http.Placeholders;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.connectors.notification.Delivery.Later;
import io.tidegate.connectors.notification.Delivery.Refused;
import io.tidegate.connectors.notification.Delivery.Taken;
import io.tidegate.schemas.CommandOutcome;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Posts each outcome as a structured CloudEvent, one after another. Secrets are filled in at the last moment; what it says of
 * a failure holds nothing of the URL, the headers or the answer's body. Redirects are not followed, for they could lead
 * secrets elsewhere.
 */
final class WebhookSink implements Sink {
    // RFC 9110, 10.2.3: seconds, or a date, which is not looked at.
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Duration MOST_PATIENCE = Duration.ofHours(1);

    private final WebhookConfig config;
    private final String source;
    private final Secrets secrets;
    private final HttpClient client;

    /** @param source the {@code source} of each CloudEvent */
    WebhookSink(WebhookConfig config, String source, Secrets secrets) {
        this.config = config;
        this.source = source;
        this.secrets = secrets;
        this.client = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public int batchSize() {
        return 1;
    }

    @Override
    public List<Delivery> deliver(List<CommandOutcome> outcomes) throws InterruptedException {
        return List.of(deliver(outcomes.getFirst()));
    }

    private Delivery deliver(CommandOutcome outcome) throws InterruptedException {
        var values = new HashMap<String, String>();
        for (var name : names()) {
            var value = secrets.find(name);
            if (value.isEmpty()) {
                return new Later("secret " + name + " is not set");
            }
            values.put(name, value.get());
        }
        var uri = uri(Placeholders.filled(config.url(), values));
        if (uri.isEmpty()) {
            return new Later("url is none once its secrets are filled in");
        }
        var request = HttpRequest.newBuilder(uri.get())
                .timeout(config.timeout())
                .setHeader("Content-Type", OutcomeJson.MEDIA_TYPE + "; charset=UTF-8")
                .POST(BodyPublishers.ofString(OutcomeJson.cloudEvent(source, outcome)));
        for (var header : config.headers().entrySet()) {
            try {
                request.setHeader(header.getKey(), Placeholders.filled(header.getValue(), values));
            } catch (IllegalArgumentException _) {
                return new Later("header " + header.getKey() + " cannot be sent");
            }
        }
        return send(request.build());
    }

    private Delivery send(HttpRequest request) throws InterruptedException {
        // The request's own timeout ends with the headers; waiting here bounds the body as well.
        var response = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return answered(response.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return timedOut();
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            // The exceptions' own messages can hold the host and the URL.
            return cause instanceof java.net.http.HttpTimeoutException
                    ? timedOut()
                    : new Later("no answer: " + cause.getClass().getSimpleName());
        } finally {
            response.cancel(true);
        }
    }

    private static Delivery answered(HttpResponse<?> response) {
        int status = response.statusCode();
        if (status >= 200 && status <= 299) {
            return new Taken();
        }
        // RFC 9110: a request timeout passes. CloudEvents, "HTTP 1.1 Web Hooks": 429 says when to come back.
        boolean refused = status >= 400 && status <= 499 && status != 408 && status != 429;
        return refused ? new Refused("answered " + status) : new Later("answered " + status, patience(response));
    }

    private static Duration patience(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(asked -> asked.compareTo(MOST_PATIENCE) < 0 ? asked : MOST_PATIENCE)
                .orElse(Duration.ZERO);
    }

    private Delivery timedOut() {
        return new Later("no answer in " + config.timeout().toMillis() + " ms");
    }

    private Set<String> names() {
        var names = new TreeSet<>(Placeholders.names(config.url()));
        config.headers().values().forEach(value -> names.addAll(Placeholders.names(value)));
        return names;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

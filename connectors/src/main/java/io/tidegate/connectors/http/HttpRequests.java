package io.tidegate.connectors.http;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.http.HttpQuery.Call;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Builds requests, with secrets filled in at the last moment. Its errors name fields and variables, never values. */
final class HttpRequests {
    private final Secrets secrets;

    HttpRequests(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What came of a call's texts. */
    sealed interface Built {
        /** A request that is ready to be sent; it holds secrets and must not be printed. */
        record Ready(HttpRequest request) implements Built {}

        /** A request that cannot be sent. */
        record Refused(HttpReading.Failed reading) implements Built {}
    }

    Built build(HttpQuery query) {
        var call = query.call();
        var values = new HashMap<String, String>();
        for (var name : names(call)) {
            var value = secrets.find(name);
            if (value.isEmpty()) {
                return refused("secret " + name + " is not set");
            }
            values.put(name, value.get());
        }
        var uri = uri(Placeholders.filled(call.url(), values));
        return uri.isEmpty() ? refused("url is no http or https URL") : request(query, uri.get(), values);
    }

    private static Built request(HttpQuery query, URI uri, Map<String, String> values) {
        var call = query.call();
        var request = HttpRequest.newBuilder(uri).timeout(query.timeout());
        // RFC 7617: user-id and password joined by a colon; a missing one is empty.
        if (call.user().isPresent() || call.password().isPresent()) {
            var pair = call.user().orElse("") + ":" + call.password().orElse("");
            var encoded = Base64.getEncoder()
                    .encodeToString(Placeholders.filled(pair, values).getBytes(StandardCharsets.UTF_8));
            request.setHeader("Authorization", "Basic " + encoded);
        }
        for (var header : call.headers().entrySet()) {
            try {
                request.setHeader(header.getKey(), Placeholders.filled(header.getValue(), values));
            } catch (IllegalArgumentException e) {
                return refused("header " + header.getKey() + " cannot be sent");
            }
        }
        var body = call.payload()
                .map(payload -> BodyPublishers.ofString(Placeholders.filled(payload, values)))
                .orElse(BodyPublishers.noBody());
        return new Built.Ready(request.method(call.method(), body).build());
    }

    private static Optional<URI> uri(String text) {
        try {
            var uri = new URI(text);
            boolean usable = ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            // Its message holds the URL, and the URL may hold a secret.
            return Optional.empty();
        }
    }

    private static Set<String> names(Call call) {
        var names = new TreeSet<>(Placeholders.names(call.url()));
        call.headers().values().forEach(value -> names.addAll(Placeholders.names(value)));
        call.user().ifPresent(text -> names.addAll(Placeholders.names(text)));
        call.password().ifPresent(text -> names.addAll(Placeholders.names(text)));
        call.payload().ifPresent(text -> names.addAll(Placeholders.names(text)));
        return names;
    }

    private static Built refused(String error) {
        return new Built.Refused(new HttpReading.Failed(ErrorKind.REQUEST, error));
    }
}

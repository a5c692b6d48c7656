package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.MetricSource;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads an {@code http} source. Its texts may be secrets, so no message repeats them. */
final class HttpReader {
    private static final String HIDDEN = "something else (not shown)";

    private HttpReader() {}

    static Optional<MetricSource.Http> read(Section section) {
        Value url = section.require("url");
        Optional<String> address = url.secret();
        if (address.isPresent() && !isAddress(address.get())) {
            url.wrong("an http or https address with a host and without a user", HIDDEN);
        }
        String method = section.get("method").choice("GET", Map.of("GET", "GET", "POST", "POST"), _ -> false);
        Map<String, String> headers = section.get("headers")
                .section()
                .map(map -> map.texts(Value::secret))
                .orElse(Map.of());
        Optional<String> user = section.get("user").secret();
        Value password = section.get("password");
        Optional<String> secret = password.secret();
        if (secret.isPresent() && !Placeholders.in(secret.get())) {
            password.wrong("a placeholder such as %(NAME), for policies are stored", HIDDEN);
        }
        Optional<String> payload = section.get("payload").secret();
        String path = section.require("path").text("");
        Duration interval = section.get("interval").duration(Defaults.HTTP_INTERVAL);
        Duration timeout = section.get("timeout").duration(Defaults.HTTP_TIMEOUT);
        return section.build(() -> new MetricSource.Http(
                address.orElseThrow(), method, headers, user, secret, payload, path, interval, timeout));
    }

    private static boolean isAddress(String text) {
        if (Placeholders.start(text)) {
            return true; // Only the variable tells the scheme.
        }
        try {
            // A digit fits wherever else a placeholder can stand: host, port, path or query.
            var uri = URI.create(Placeholders.replaced(text, _ -> "1"));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}

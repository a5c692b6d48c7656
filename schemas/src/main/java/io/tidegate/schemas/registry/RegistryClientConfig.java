package io.tidegate.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * How a registry is reached. Printed, it shows no credentials.
 *
 * @param url base of the API; its user info, if any, is sent as basic authentication
 * @param timeout longest wait for one answer
 * @param attempts how often a request is sent before the registry counts as unavailable
 * @param firstPause before the second attempt; doubles with each
 * @param longestPause between two attempts
 */
public record RegistryClientConfig(
        URI url, Duration timeout, int attempts, Duration firstPause, Duration longestPause) {

    public RegistryClientConfig {
        var scheme = url.getScheme();
        if (scheme == null
                || url.getHost() == null
                || !scheme.toLowerCase(Locale.ROOT).matches("https?")) {
            throw new IllegalArgumentException(
                    "registry.url must be an http or https URL, was \"%s\"".formatted(redacted(url.toString())));
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("registry.timeout must be positive, was " + timeout);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("registry.attempts must be at least 1, was " + attempts);
        }
        if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("registry.pause must be positive and at most the longest, was %s of %s"
                    .formatted(firstPause, longestPause));
        }
    }

    /** The registry at {@code url}; about 8 s pass before one that is away counts as unavailable. */
    public static RegistryClientConfig of(String url) {
        try {
            return new RegistryClientConfig(
                    new URI(url), Duration.ofSeconds(5), 6, Duration.ofMillis(200), Duration.ofSeconds(4));
        } catch (URISyntaxException e) {
            // The cause repeats the text, credentials included.
            throw new IllegalArgumentException("registry.url must be an http or https URL, was \"%s\" (%s at %d)"
                    .formatted(redacted(url), e.getReason(), e.getIndex()));
        }
    }

    /** The URL as it may be shown. */
    String shown() {
        return redacted(url.toString());
    }

    /** Value of the Authorization header. */
    Optional<String> authorization() {
        return Optional.ofNullable(url.getUserInfo())
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    }

    /** The address of {@code path} below the base. */
    URI resolve(String path) {
        var base = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(url.getScheme() + "://" + url.getHost() + port + base + path);
    }

    @Override
    public String toString() {
        return "RegistryClientConfig[url=%s, timeout=%s, attempts=%d, firstPause=%s, longestPause=%s]"
                .formatted(shown(), timeout, attempts, firstPause, longestPause);
    }

    private static String redacted(String url) {
        return url.replaceFirst("//.*@", "//***@");
    }
}

package io.tidegate.connectors.notification;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP receiver of outcomes. URL and header values may hold secret placeholders, which stay placeholders here.
 *
 * @param url scheme and host written out; only what follows may be a placeholder
 * @param headers sent with each request, the content type excepted, which is ours
 * @param timeout of one request, connecting and the whole answer included
 */
public record WebhookConfig(String url, SortedMap<String, String> headers, Duration timeout) {
    /** As long as one call of the executor may take. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private static final Pattern URL =
            Pattern.compile("(https?)://(\\[[0-9A-Fa-f:]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?(/.*)?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /**
     * Checks the configuration.
     *
     * @param plainHttp whether plain HTTP to another machine is meant
     * @throws IllegalArgumentException naming key, constraint and what was found; never a secret
     */
    public static WebhookConfig of(String url, SortedMap<String, String> headers, Duration timeout, boolean plainHttp) {
        var config = new WebhookConfig(url, headers, timeout);
        var parts = config.parts();
        boolean readable = parts.group(1).equals("http")
                && !LOOPBACK.matcher(parts.group(2)).matches();
        // What is told and the tokens in the headers could be read on the way.
        if (readable && !plainHttp) {
            throw new IllegalArgumentException(
                    "outcomes.webhook.url must be https, or on this machine, or outcomes.webhook.allowPlainHttp true,"
                            + " was http://" + parts.group(2));
        }
        return config;
    }

    public WebhookConfig {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        headers.keySet().forEach(WebhookConfig::requireSendable);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("outcomes.webhook.timeout must be positive, was " + timeout);
        }
        var _ = parts(url);
    }

    private static void requireSendable(String header) {
        boolean ours = header.toLowerCase(Locale.ROOT).equals("content-type");
        try {
            if (!ours) {
                var _ = HttpRequest.newBuilder().setHeader(header, "");
                return;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "outcomes.webhook.headers.* must name headers that can be set, was \"" + header + "\"");
    }

    private Matcher parts() {
        return parts(url);
    }

    private static Matcher parts(String url) {
        var parts = URL.matcher(url);
        if (!parts.matches()) {
            // The URL may hold a secret.
            throw new IllegalArgumentException(
                    "outcomes.webhook.url must be http:// or https:// with a host and no user"
                            + " info, was something else of " + url.length() + " characters");
        }
        return parts;
    }

    /** Leaves out everything that may be secret. */
    @Override
    public String toString() {
        var parts = parts();
        return "WebhookConfig[%s://%s, headers %s]".formatted(parts.group(1), parts.group(2), headers.keySet());
    }
}

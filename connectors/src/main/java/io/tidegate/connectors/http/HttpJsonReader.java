package io.tidegate.connectors.http;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.http.HttpRequests.Built;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads one number behind one URL. Redirects are not followed, for they could lead secrets elsewhere; an answer other
 * than 2xx, larger than the limit, or without the number is a failure, never 0. Thread-safe.
 */
final class HttpJsonReader implements AutoCloseable {
    private final HttpClient client;
    private final HttpRequests requests;
    private final int maxBodyBytes;
    private final SourceCounters counters;

    HttpJsonReader(HttpConfig config, Secrets secrets, SourceCounters counters) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(config.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.requests = new HttpRequests(secrets);
        this.maxBodyBytes = config.maxBodyBytes();
        this.counters = counters;
    }

    /** Returns within the query's timeout, whatever the other side does. */
    HttpReading read(HttpQuery query) throws InterruptedException {
        var reading = reading(query);
        if (reading instanceof HttpReading.Failed failed) {
            counters.countError(failed.kind());
        }
        return reading;
    }

    private HttpReading reading(HttpQuery query) throws InterruptedException {
        JsonPath path;
        try {
            path = JsonPath.parse(query.path());
        } catch (IllegalArgumentException e) {
            return new HttpReading.Failed(ErrorKind.REQUEST, String.valueOf(e.getMessage()));
        }
        return switch (requests.build(query)) {
            case Built.Refused refused -> refused.reading();
            case Built.Ready ready -> send(ready.request(), query.timeout(), path);
        };
    }

    private HttpReading send(HttpRequest request, Duration timeout, JsonPath path) throws InterruptedException {
        counters.countRead();
        // The request's own timeout ends with the headers; waiting here bounds the body as well.
        var response = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBodyBytes));
        try {
            return answered(response.get(timeout.toMillis(), TimeUnit.MILLISECONDS), path);
        } catch (TimeoutException e) {
            return timedOut(timeout);
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause(), timeout);
        } finally {
            response.cancel(true);
        }
    }

    private HttpReading answered(HttpResponse<byte[]> response, JsonPath path) {
        int status = response.statusCode();
        if (status < 200 || status > 299) {
            return new HttpReading.Failed(ErrorKind.STATUS, "answered " + status);
        }
        if (response.body().length == 0) {
            return new HttpReading.Failed(ErrorKind.BODY, "answered " + status + " without a body");
        }
        return JsonNumber.read(response.body(), path);
    }

    // The exceptions' own messages can hold the host, the URL or parts of the answer.
    private HttpReading failed(Throwable cause, Duration timeout) {
        return switch (cause) {
            case HttpConnectTimeoutException _ -> new HttpReading.Failed(ErrorKind.TIMEOUT, "no connection in time");
            case HttpTimeoutException _ -> timedOut(timeout);
            case IOException io
            when isTooLarge(io) ->
                new HttpReading.Failed(ErrorKind.BODY, "answer is larger than " + maxBodyBytes + " bytes");
            default ->
                new HttpReading.Failed(
                        ErrorKind.CONNECTION, "no answer: " + cause.getClass().getSimpleName());
        };
    }

    private static HttpReading timedOut(Duration timeout) {
        return new HttpReading.Failed(ErrorKind.TIMEOUT, "no answer in " + timeout.toMillis() + " ms");
    }

    // BodyHandlers.limiting tells an excess by the message of its exception alone.
    private static boolean isTooLarge(Throwable cause) {
        for (var next = cause; next != null; next = next.getCause()) {
            if (String.valueOf(next.getMessage()).contains("capacity")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

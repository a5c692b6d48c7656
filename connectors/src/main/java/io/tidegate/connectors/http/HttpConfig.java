package io.tidegate.connectors.http;

import java.time.Duration;

/**
 * How JSON documents are read.
 *
 * @param connectTimeout of a connection; the query's own timeout holds for the whole
 * @param maxBodyBytes a longer answer is a source error
 * @param concurrency how many URLs are read at the same time
 */
public record HttpConfig(Duration connectTimeout, int maxBodyBytes, int concurrency) {

    /** 2 s to connect, 1 MiB, 64 at a time. */
    public static HttpConfig defaults() {
        return new HttpConfig(Duration.ofSeconds(2), 1024 * 1024, 64);
    }

    public HttpConfig {
        if (!connectTimeout.isPositive()) {
            throw new IllegalArgumentException("http.connectTimeout must be positive, was " + connectTimeout);
        }
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("http.maxBodyBytes must be at least 1, was " + maxBodyBytes);
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("http.concurrency must be at least 1, was " + concurrency);
        }
    }
}

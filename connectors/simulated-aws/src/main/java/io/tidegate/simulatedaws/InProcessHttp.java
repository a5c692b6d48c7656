package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.protocol.WireRequest;
import io.tidegate.simulatedaws.protocol.WireResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The cloud as an HTTP client of the SDK: the same bytes as over the network, without it. A call that gets no answer fails
 * at once, and one that would wait for something is answered as if it had waited in vain. As little thread-safe as the cloud is.
 */
public final class InProcessHttp implements SdkHttpClient {
    private final SimulatedCloud cloud;

    public InProcessHttp(SimulatedCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return switch (cloud.answer(wire(request))) {
                    case Answer.Reply(var response) -> response(response);
                    case Answer.Later later -> response(later.otherwise());
                    case Answer.Silence _ -> throw new IOException("no answer");
                    case Answer.Cut _ -> throw new IOException("connection cut");
                };
            }

            @Override
            public void abort() {
                // Answers are there at once.
            }
        };
    }

    private static WireRequest wire(HttpExecuteRequest request) throws IOException {
        var headers = new TreeMap<String, String>();
        request.httpRequest()
                .headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new WireRequest(request.httpRequest().encodedPath(), headers, body(request));
    }

    private static SdkBytes body(HttpExecuteRequest request) throws IOException {
        if (request.contentStreamProvider().isEmpty()) {
            return SdkBytes.fromByteArray(new byte[0]);
        }
        try (var stream = request.contentStreamProvider().get().newStream()) {
            return SdkBytes.fromByteArray(stream.readAllBytes());
        }
    }

    private static HttpExecuteResponse response(WireResponse response) {
        var http = SdkHttpResponse.builder().statusCode(response.status());
        response.headers().forEach(http::putHeader);
        return HttpExecuteResponse.builder()
                .response(http.build())
                .responseBody(AbortableInputStream.create(
                        new ByteArrayInputStream(response.body().asByteArray())))
                .build();
    }

    @Override
    public void close() {
        // The cloud has nothing to close.
    }
}

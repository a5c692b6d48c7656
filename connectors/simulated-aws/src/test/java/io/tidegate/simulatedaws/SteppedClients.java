package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.protocol.WireRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** Real SDK clients of a simulated cloud whose time the test steps: no socket, no thread, no wall clock. */
final class SteppedClients {
    private SteppedClients() {}

    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, SimulatedCloud cloud) {
        return client(builder, cloud::answer, Region.US_EAST_1, AnonymousCredentialsProvider.create());
    }

    /** One that signs with an access key. */
    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C signing(
            String accessKey, B builder, SimulatedCloud cloud) {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret"));
        return client(builder, cloud::answer, Region.US_EAST_1, credentials);
    }

    /** One of several clouds, in a region. */
    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, Function<WireRequest, Answer> aws, Region region, AwsCredentialsProvider credentials) {
        return builder.region(region)
                .credentialsProvider(credentials)
                .httpClient(new Wire(aws))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private record Wire(Function<WireRequest, Answer> aws) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return answer(request);
                }

                @Override
                public void abort() {
                    // The call is over before anybody could.
                }
            };
        }

        private HttpExecuteResponse answer(HttpExecuteRequest request) {
            var headers = new TreeMap<String, String>();
            request.httpRequest()
                    .forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            var body = request.contentStreamProvider()
                    .map(ContentStreamProvider::newStream)
                    .map(Wire::bytes)
                    .orElse(SdkBytes.fromByteArray(new byte[0]));
            var response = Calls.response(
                    aws.apply(new WireRequest(request.httpRequest().encodedPath(), headers, body)));
            var answer = SdkHttpResponse.builder().statusCode(response.status());
            response.headers().forEach(answer::putHeader);
            return HttpExecuteResponse.builder()
                    .response(answer.build())
                    .responseBody(AbortableInputStream.create(
                            new ByteArrayInputStream(response.body().asByteArray())))
                    .build();
        }

        private static SdkBytes bytes(InputStream stream) {
            try (stream) {
                return SdkBytes.fromByteArray(stream.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}

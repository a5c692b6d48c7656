package io.tidegate.deploy.simulation;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.connectors.executor.AwsCalls;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's real clients in virtual time: timeouts fire, retries wait and requests travel by the scheduler of the strand
 * that calls. One set serves every simulation, for they cost more to build than a simulation to run.
 */
final class VirtualAws {
    private static final AwsConfig CONFIG = AwsConfig.defaults();

    /** What sources read with: the SDK repeats what failed. */
    static final AwsClients SOURCES = clients(CONFIG);

    /** What executors call with: each call is one request, so that a token of a budget is one too. */
    private static final AwsClients ONE_ATTEMPT = clients(CONFIG.oneAttempt(Duration.ofSeconds(5)));

    static final AwsCalls EXECUTOR = AwsCalls.ofReady(ONE_ATTEMPT);

    private VirtualAws() {}

    private static AwsClients clients(AwsConfig config) {
        return new AwsClients(
                configured(EcsClient.builder(), config).build(),
                configured(ApplicationAutoScalingClient.builder(), config).build(),
                configured(AutoScalingClient.builder(), config).build(),
                configured(Ec2Client.builder(), config).build(),
                configured(ElasticLoadBalancingClient.builder(), config).build(),
                configured(ElasticLoadBalancingV2Client.builder(), config).build(),
                configured(CloudWatchClient.builder(), config).build(),
                configured(EventBridgeClient.builder(), config).build(),
                configured(SqsClient.builder(), config).build(),
                AnonymousCredentialsProvider.create(),
                new Wire());
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(
            B builder, AwsConfig config) {
        return builder.httpClient(new Wire())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(config.callTimeout())
                        .apiCallAttemptTimeout(config.attemptTimeout())
                        .scheduledExecutorService(new VirtualTimer())
                        .retryStrategy(new Retries(config.maxAttempts()))
                        .build());
    }

    /** Hands requests to the cloud of the strand's simulation. */
    private static final class Wire implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            var process = Strand.current().process();
            return process.network().prepare(process, request);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** The SDK's own rules of what is retried; the wait is virtual, and without jitter. */
    private static final class Retries implements RetryStrategy {
        private static final Duration WAIT = Duration.ofMillis(150);
        private static final Duration WAIT_WHEN_THROTTLED = Duration.ofSeconds(1);

        private final RetryStrategy rules;

        Retries(int attempts) {
            rules = AwsRetryStrategy.configure(DefaultRetryStrategy.standardStrategyBuilder())
                    .maxAttempts(attempts)
                    .backoffStrategy(BackoffStrategy.fixedDelayWithoutJitter(WAIT))
                    .throttlingBackoffStrategy(BackoffStrategy.fixedDelayWithoutJitter(WAIT_WHEN_THROTTLED))
                    // It would count what other simulations do.
                    .circuitBreakerEnabled(false)
                    .build();
        }

        @Override
        public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
            return rules.acquireInitialToken(request);
        }

        @Override
        public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
            var refreshed = rules.refreshRetryToken(request);
            Strand.current().sleep(refreshed.delay());
            return RefreshRetryTokenResponse.create(refreshed.token(), Duration.ZERO);
        }

        @Override
        public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
            return rules.recordSuccess(request);
        }

        @Override
        public int maxAttempts() {
            return rules.maxAttempts();
        }

        @Override
        public boolean useClientDefaults() {
            return false;
        }

        @Override
        public Builder<?, ?> toBuilder() {
            return rules.toBuilder();
        }
    }
}

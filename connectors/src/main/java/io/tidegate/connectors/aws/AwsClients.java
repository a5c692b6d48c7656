package io.tidegate.connectors.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The AWS clients of one account and region over one connection pool. Thread-safe; closing it closes the clients.
 *
 * @param classicBalancers load balancers of the first generation
 * @param balancers application, network and gateway load balancers, and their target groups
 * @param queues over connections of its own, which may be silent for as long as a queue is waited for
 * @param credentials which all of them use; they stay open
 * @param http the pool that the clients share
 */
public record AwsClients(
        EcsClient ecs,
        ApplicationAutoScalingClient scaling,
        AutoScalingClient groups,
        Ec2Client ec2,
        ElasticLoadBalancingClient classicBalancers,
        ElasticLoadBalancingV2Client balancers,
        CloudWatchClient cloudWatch,
        EventBridgeClient events,
        SqsClient queues,
        AwsCredentialsProvider credentials,
        SdkHttpClient http)
        implements AutoCloseable {
    // SQS: the longest wait for messages (ReceiveMessage, WaitTimeSeconds).
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    // More than the sources and the executor call at the same time.
    private static final int MAX_CONNECTIONS = 128;

    /** Clients with the credentials given. */
    public static AwsClients create(AwsConfig config, AwsCredentialsProvider credentials) {
        var http = http(config).build();
        return new AwsClients(
                configured(EcsClient.builder(), config, credentials, http).build(),
                configured(ApplicationAutoScalingClient.builder(), config, credentials, http)
                        .build(),
                configured(AutoScalingClient.builder(), config, credentials, http)
                        .build(),
                configured(Ec2Client.builder(), config, credentials, http).build(),
                configured(ElasticLoadBalancingClient.builder(), config, credentials, http)
                        .build(),
                configured(ElasticLoadBalancingV2Client.builder(), config, credentials, http)
                        .build(),
                configured(CloudWatchClient.builder(), config, credentials, http)
                        .build(),
                configured(EventBridgeClient.builder(), config, credentials, http)
                        .build(),
                queues(config, credentials),
                credentials,
                http);
    }

    private static SqsClient queues(AwsConfig config, AwsCredentialsProvider credentials) {
        var builder = SqsClient.builder().credentialsProvider(credentials).overrideConfiguration(calls(config));
        config.region().map(Region::of).ifPresent(builder::region);
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.httpClientBuilder(
                        http(config).socketTimeout(config.attemptTimeout().plus(LONG_POLL)))
                .build();
    }

    /** A client for assuming roles, over connections that it closes itself. */
    static StsClient sts(AwsConfig config, AwsCredentialsProvider credentials) {
        var builder = StsClient.builder().credentialsProvider(credentials).overrideConfiguration(calls(config));
        config.region().map(Region::of).ifPresent(builder::region);
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.httpClientBuilder(http(config)).build();
    }

    /** A client for asking whose the credentials are, over the same connections; whoever asks closes it. */
    public StsClient identity(AwsConfig config) {
        return configured(StsClient.builder(), config, credentials, http).build();
    }

    private static ApacheHttpClient.Builder http(AwsConfig config) {
        return ApacheHttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(config.attemptTimeout())
                .socketTimeout(config.attemptTimeout());
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(
            B builder, AwsConfig config, AwsCredentialsProvider credentials, SdkHttpClient http) {
        builder.httpClient(http).credentialsProvider(credentials).overrideConfiguration(calls(config));
        config.region().map(Region::of).ifPresent(builder::region);
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }

    private static ClientOverrideConfiguration calls(AwsConfig config) {
        var retries = DefaultRetryStrategy.standardStrategyBuilder()
                .maxAttempts(config.maxAttempts())
                .build();
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(config.callTimeout())
                .apiCallAttemptTimeout(config.attemptTimeout())
                .retryStrategy(retries)
                .build();
    }

    @Override
    public void close() {
        ecs.close();
        scaling.close();
        groups.close();
        ec2.close();
        classicBalancers.close();
        balancers.close();
        cloudWatch.close();
        events.close();
        queues.close();
        http.close();
    }
}

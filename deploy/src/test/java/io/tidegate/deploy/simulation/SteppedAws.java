package io.tidegate.deploy.simulation;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.simulatedaws.InProcessHttp;
import io.tidegate.simulatedaws.SimulatedCloud;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
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

/** The SDK's real clients of a cloud whose time is stepped: each call is one request, and answered at once. */
final class SteppedAws {
    private SteppedAws() {}

    static AwsClients clients(SimulatedCloud cloud) {
        var http = new InProcessHttp(cloud);
        return new AwsClients(
                configured(EcsClient.builder(), http).build(),
                configured(ApplicationAutoScalingClient.builder(), http).build(),
                configured(AutoScalingClient.builder(), http).build(),
                configured(Ec2Client.builder(), http).build(),
                configured(ElasticLoadBalancingClient.builder(), http).build(),
                configured(ElasticLoadBalancingV2Client.builder(), http).build(),
                configured(CloudWatchClient.builder(), http).build(),
                configured(EventBridgeClient.builder(), http).build(),
                configured(SqsClient.builder(), http).build(),
                AnonymousCredentialsProvider.create(),
                http);
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(
            B builder, SdkHttpClient http) {
        return builder.httpClient(http)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .region(Region.US_EAST_1)
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }
}

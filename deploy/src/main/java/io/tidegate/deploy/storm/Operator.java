package io.tidegate.deploy.storm;

import io.tidegate.simulatedaws.SimulatedAws;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Somebody with access to AWS, and patience: sets up hooks, lets instances go, and registers new ones. Thread-safe. */
final class Operator implements AutoCloseable {
    // Throttled again and again, it does what it wants in the end.
    private static final int ATTEMPTS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_GROUPS = 100;
    private static final String ROLE = "arn:aws:iam::000000000000:role/hooks";

    private final AutoScalingClient groups;
    private final ElasticLoadBalancingV2Client balancers;
    private final ElasticLoadBalancingClient classicBalancers;
    private final EventBridgeClient events;

    Operator(SimulatedAws aws) {
        groups = configured(AutoScalingClient.builder(), aws.endpoint()).build();
        balancers = configured(ElasticLoadBalancingV2Client.builder(), aws.endpoint())
                .build();
        classicBalancers =
                configured(ElasticLoadBalancingClient.builder(), aws.endpoint()).build();
        events = configured(EventBridgeClient.builder(), aws.endpoint()).build();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, URI endpoint) {
        var retries = DefaultRetryStrategy.standardStrategyBuilder()
                .maxAttempts(ATTEMPTS)
                .build();
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret")))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(PATIENCE)
                        .retryStrategy(retries)
                        .build());
    }

    /** Puts a hook that tells its target; a null target leaves it to events. */
    void putHook(String group, String hook, String transition, Duration heartbeat, @Nullable String target) {
        groups.putLifecycleHook(request -> request.autoScalingGroupName(group)
                .lifecycleHookName(hook)
                .lifecycleTransition(transition)
                .heartbeatTimeout((int) heartbeat.toSeconds())
                .notificationTargetARN(target)
                .roleARN(target == null ? null : ROLE));
    }

    /** Lets a rule send events of a pattern to a queue. */
    void putRule(String name, String pattern, String queueArn) {
        events.putRule(request -> request.name(name).eventPattern(pattern));
        events.putTargets(request -> request.rule(name)
                .targets(Target.builder().id("queue").arn(queueArn).build()));
    }

    /** The instances that are in service, by group, in the order of their launch. */
    Map<String, List<String>> inService(List<String> names) {
        return groups
                .describeAutoScalingGroups(
                        request -> request.autoScalingGroupNames(names).maxRecords(MOST_GROUPS))
                .autoScalingGroups()
                .stream()
                .collect(Collectors.toMap(
                        AutoScalingGroup::autoScalingGroupName,
                        group -> group.instances().stream()
                                .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
                                .map(instance -> instance.instanceId())
                                .toList()));
    }

    /** Ends an instance; its group replaces it. */
    void terminate(String instance) {
        groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(instance).shouldDecrementDesiredCapacity(false));
    }

    void setDesired(String group, int desired) {
        groups.setDesiredCapacity(request -> request.autoScalingGroupName(group).desiredCapacity(desired));
    }

    void registerTarget(String targetGroupArn, String instance) {
        balancers.registerTargets(request -> request.targetGroupArn(targetGroupArn)
                .targets(TargetDescription.builder().id(instance).build()));
    }

    void registerInstance(String balancer, String instance) {
        classicBalancers.registerInstancesWithLoadBalancer(request -> request.loadBalancerName(balancer)
                .instances(Instance.builder().instanceId(instance).build()));
    }

    @Override
    public void close() {
        groups.close();
        balancers.close();
        classicBalancers.close();
        events.close();
    }
}

package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.InstanceStep.DeregisterInstance;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.ElasticLoadBalancingException;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;

/** Takes instances out of classic load balancers, by DescribeInstanceHealth and DeregisterInstancesFromLoadBalancer. */
public final class ClassicDeregistration implements StepActuator<Target.Instance, DeregisterInstance> {
    // ELB API reference, InstanceState.Description: while its connections drain it is InService still.
    private static final Set<String> LEAVES = Set.of(
            "Instance deregistration currently in progress.",
            "Instance is not currently registered with the LoadBalancer.");

    private final ElasticLoadBalancingClient client;
    private final Duration timeout;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public ClassicDeregistration(ElasticLoadBalancingClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public Observed observe(Target.Instance target, DeregisterInstance step) {
        try {
            return client
                    .describeInstanceHealth(request -> request.loadBalancerName(step.balancer())
                            .instances(Instance.builder()
                                    .instanceId(step.instance())
                                    .build())
                            .overrideConfiguration(call -> call.apiCallTimeout(timeout)))
                    .instanceStates()
                    .stream()
                    .findFirst()
                    .map(ClassicDeregistration::registration)
                    // One that has ended is not told.
                    .orElseGet(Observed.Gone::new);
        } catch (ElasticLoadBalancingException e) {
            if (Failures.saysGone(e)) {
                return new Observed.Gone();
            }
            throw e;
        }
    }

    @Override
    public Answer apply(Target.Instance target, DeregisterInstance step) {
        try {
            var response = client.deregisterInstancesFromLoadBalancer(
                    ChangeRequests.deregisterInstances(step, Calls.within(timeout)));
            return new Answer.Accepted(response.responseMetadata().requestId());
        } catch (ElasticLoadBalancingException e) {
            if (Failures.saysGone(e)) {
                return new Answer.Gone();
            }
            throw e;
        }
    }

    private static Observed registration(InstanceState found) {
        String description = found.description();
        return new Observed.Registration(
                description == null ? found.state() : found.state() + " (" + description + ")",
                description != null && LEAVES.contains(description));
    }
}

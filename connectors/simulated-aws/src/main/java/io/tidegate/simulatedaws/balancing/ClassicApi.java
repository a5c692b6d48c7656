package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.ListenerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.RegisterInstancesWithLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.RegisterInstancesWithLoadBalancerResponse;

/** The operations of Elastic Load Balancing, version 2012-06-01, about classic load balancers and their instances. */
public final class ClassicApi {
    private final Balancers balancers;
    private final Predicate<String> runs;

    /** @param runs whether there is an EC2 instance of that id */
    public ClassicApi(Balancers balancers, Predicate<String> runs) {
        this.balancers = balancers;
        this.runs = runs;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.ELASTIC_LOAD_BALANCING;
        table.on(api, DescribeLoadBalancersRequest.class, (request, id) -> describe(request))
                .on(api, RegisterInstancesWithLoadBalancerRequest.class, (request, id) -> register(request))
                .on(api, DeregisterInstancesFromLoadBalancerRequest.class, (request, id) -> deregister(request))
                .on(api, DescribeInstanceHealthRequest.class, (request, id) -> health(request));
    }

    private DescribeLoadBalancersResponse describe(DescribeLoadBalancersRequest request) {
        var names = request.loadBalancerNames();
        names.forEach(this::existing);
        var matching = balancers.classic().stream()
                .filter(balancer -> names.isEmpty() || names.contains(balancer.name()))
                .toList();
        var page = Markers.page(request.marker(), request.pageSize(), matching, ClassicBalancer::name);
        return DescribeLoadBalancersResponse.builder()
                .loadBalancerDescriptions(
                        page.items().stream().map(ClassicApi::shape).toList())
                .nextMarker(page.nextToken())
                .build();
    }

    private RegisterInstancesWithLoadBalancerResponse register(RegisterInstancesWithLoadBalancerRequest request) {
        var balancer = existing(request.loadBalancerName());
        ids(request.instances()).stream()
                .filter(id -> !runs.test(id))
                .findFirst()
                .ifPresent(ClassicApi::refuse);
        ids(request.instances()).forEach(balancer::enter);
        return RegisterInstancesWithLoadBalancerResponse.builder()
                .instances(registered(balancer))
                .build();
    }

    // An instance that exists but is not registered is no error.
    private DeregisterInstancesFromLoadBalancerResponse deregister(DeregisterInstancesFromLoadBalancerRequest request) {
        var balancer = existing(request.loadBalancerName());
        ids(request.instances()).stream()
                .filter(id -> !runs.test(id) && balancer.find(id).isEmpty())
                .findFirst()
                .ifPresent(ClassicApi::refuse);
        ids(request.instances()).forEach(balancer::leave);
        return DeregisterInstancesFromLoadBalancerResponse.builder()
                .instances(registered(balancer))
                .build();
    }

    // "The state of terminated instances is not returned" (DescribeInstanceHealth), though they are named.
    private DescribeInstanceHealthResponse health(DescribeInstanceHealthRequest request) {
        var balancer = existing(request.loadBalancerName());
        var ids = request.instances().isEmpty() ? balancer.instances() : ids(request.instances());
        return DescribeInstanceHealthResponse.builder()
                .instanceStates(ids.stream()
                        .filter(id -> balancer.find(id).isPresent() || runs.test(id))
                        .map(id -> state(balancer, id))
                        .toList())
                .build();
    }

    // Descriptions and reason codes in the words of InstanceState (ELB API reference).
    private static InstanceState state(ClassicBalancer balancer, String id) {
        return balancer.find(id)
                .map(known -> switch (known) {
                    case Registration.Starting _ ->
                        state(id, "OutOfService", "ELB", "Instance registration is still in progress.");
                    case Registration.Serving _, Registration.Dead _ -> state(id, "InService", "N/A", "N/A");
                    case Registration.Draining _ ->
                        state(id, "InService", "N/A", "Instance deregistration currently in progress.");
                })
                .orElseGet(() -> state(
                        id, "OutOfService", "Instance", "Instance is not currently registered with the LoadBalancer."));
    }

    private static InstanceState state(String id, String state, String reasonCode, String description) {
        return InstanceState.builder()
                .instanceId(id)
                .state(state)
                .reasonCode(reasonCode)
                .description(description)
                .build();
    }

    private static LoadBalancerDescription shape(ClassicBalancer balancer) {
        return LoadBalancerDescription.builder()
                .loadBalancerName(balancer.name())
                .listenerDescriptions(ListenerDescription.builder()
                        .listener(listener -> listener.protocol("HTTP")
                                .loadBalancerPort(80)
                                .instanceProtocol("HTTP")
                                .instancePort(balancer.plan().instancePort()))
                        .build())
                .instances(registered(balancer))
                .build();
    }

    /** Those that are not on their way out. */
    private static List<Instance> registered(ClassicBalancer balancer) {
        return balancer.instances().stream()
                .filter(id -> balancer.find(id)
                        .filter(known -> !(known instanceof Registration.Draining))
                        .isPresent())
                .map(id -> Instance.builder().instanceId(id).build())
                .toList();
    }

    private ClassicBalancer existing(@Nullable String name) {
        return balancers
                .classic(String.valueOf(name))
                .orElseThrow(() -> BalancerErrors.noLoadBalancer(String.valueOf(name)));
    }

    private static List<String> ids(List<Instance> instances) {
        return instances.stream().map(Instance::instanceId).toList();
    }

    private static void refuse(String instanceId) {
        throw BalancerErrors.noInstance(instanceId);
    }
}

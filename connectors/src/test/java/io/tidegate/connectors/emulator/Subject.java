package io.tidegate.connectors.emulator;

import io.tidegate.connectors.aws.AwsClients;
import java.util.List;

/** An AWS that is asked, by the clients that the service uses; what is made in it has names of its own, found here. */
record Subject(AwsClients clients) {
    static final String WEB = "web";
    static final String BATCH = "batch";
    static final String SERVICE = "api";
    static final String GROUP = "workers";
    static final String PROVIDER = "workers-provider";

    List<String> containerInstances() {
        return clients.ecs()
                .listContainerInstances(request -> request.cluster(BATCH).maxResults(100))
                .containerInstanceArns();
    }

    /** EC2 ids of the group's instances, sorted. */
    List<String> instances() {
        return clients
                .groups()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(GROUP))
                .autoScalingGroups()
                .stream()
                .flatMap(group -> group.instances().stream())
                .map(instance -> instance.instanceId())
                .sorted()
                .toList();
    }
}

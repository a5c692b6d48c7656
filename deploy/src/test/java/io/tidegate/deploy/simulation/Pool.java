package io.tidegate.deploy.simulation;

import io.tidegate.simulatedaws.InProcessHttp;
import io.tidegate.simulatedaws.SimulatedCloud;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The instances of the cluster with instances, as ECS tells them at the start. */
final class Pool {
    private Pool() {}

    /** An instance, and what ECS calls it. */
    record Instance(String id, String arn) {}

    static List<Instance> instances(SimulatedCloud cloud) {
        try (var ecs = EcsClient.builder()
                .httpClient(new InProcessHttp(cloud))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .build()) {
            var arns = ecs.listContainerInstances(request -> request.cluster("farm"))
                    .containerInstanceArns();
            return ecs
                    .describeContainerInstances(
                            request -> request.cluster("farm").containerInstances(arns))
                    .containerInstances()
                    .stream()
                    .map(instance -> new Instance(instance.ec2InstanceId(), instance.containerInstanceArn()))
                    .toList();
        }
    }
}

package io.tidegate.connectors.emulator;

import static io.tidegate.connectors.emulator.Subject.BATCH;
import static io.tidegate.connectors.emulator.Subject.GROUP;
import static io.tidegate.connectors.emulator.Subject.PROVIDER;
import static io.tidegate.connectors.emulator.Subject.SERVICE;
import static io.tidegate.connectors.emulator.Subject.WEB;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.backing.CapacityProvider;
import io.tidegate.simulatedaws.instance.InstanceShape;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/**
 * The same small account twice: a service with two tasks on Fargate, and a cluster on the two instances of a group with a
 * capacity provider.
 */
final class Seeds {
    private Seeds() {}

    static Subject simulated(LocalAws local) {
        local.addService("ecs/web/api", 2);
        local.aws().tell(cloud -> {
            cloud.addGroup(GROUP, 1, 5, 2);
            cloud.addScalable("appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits", 5);
            cloud.instanceClusters()
                    .back(
                            GROUP,
                            Backing.of(BATCH, InstanceShape.of(1024, 2048))
                                    .through(new CapacityProvider(PROVIDER, true, true, 80)));
        });
        return new Subject(local.allPowerful());
    }

    /** By calls that AWS has for it, which simulated AWS does not. */
    static Subject emulated(Subject subject) {
        var ecs = subject.clients().ecs();
        ecs.createCluster(request -> request.clusterName(WEB));
        ecs.registerTaskDefinition(request -> request.family(SERVICE)
                .cpu("256")
                .memory("512")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .containerDefinitions(ContainerDefinition.builder()
                        .name(SERVICE)
                        .image("none")
                        .build()));
        ecs.createService(request -> request.cluster(WEB)
                .serviceName(SERVICE)
                .taskDefinition(SERVICE)
                .launchType("FARGATE")
                .desiredCount(2));
        ecs.updateService(request -> request.cluster(WEB).service(SERVICE).desiredCount(2));
        seedInstances(subject);
        return subject;
    }

    private static void seedInstances(Subject subject) {
        var groups = subject.clients().groups();
        var ecs = subject.clients().ecs();
        groups.createLaunchConfiguration(request ->
                request.launchConfigurationName(GROUP).imageId("ami-12c6146b").instanceType("t3.small"));
        groups.createAutoScalingGroup(request -> request.autoScalingGroupName(GROUP)
                .launchConfigurationName(GROUP)
                .availabilityZones("us-east-1a")
                .minSize(1)
                .maxSize(5)
                .desiredCapacity(2));
        var group = groups.describeAutoScalingGroups(request -> request.autoScalingGroupNames(GROUP))
                .autoScalingGroups()
                .getFirst();
        ecs.createCapacityProvider(request -> request.name(PROVIDER)
                .autoScalingGroupProvider(provider -> provider.autoScalingGroupArn(group.autoScalingGroupARN())
                        .managedDraining(ManagedDraining.ENABLED)
                        .managedScaling(scaling ->
                                scaling.status(ManagedScalingStatus.ENABLED).targetCapacity(80))));
        ecs.createCluster(request -> request.clusterName(BATCH).capacityProviders(PROVIDER));
        group.instances()
                .forEach(instance -> ecs.registerContainerInstance(request -> request.cluster(BATCH)
                        .instanceIdentityDocument("{\"instanceId\":\"%s\"}".formatted(instance.instanceId()))));
    }
}

package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.group.GroupPlan;
import io.tidegate.simulatedaws.image.ImagePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** The group {@code web} on the launch template {@code web}, real SDK clients, and time that the test steps. */
final class TemplateWorld implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
    static final String OLD = "ami-00000000000000001";
    static final String NEW = "ami-00000000000000002";

    final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
    final AutoScalingClient groups = SteppedClients.client(AutoScalingClient.builder(), cloud);
    final Ec2Client ec2 = SteppedClients.client(Ec2Client.builder(), cloud);
    final String template;

    /** @param version a number, {@code $Latest} or {@code $Default} */
    TemplateWorld(int instances, String version) {
        cloud.images().add(ImagePlan.of(OLD, "web-1"));
        cloud.images().add(ImagePlan.of(NEW, "web-2"));
        template = cloud.launchTemplates()
                .add(
                        "web",
                        RequestLaunchTemplateData.builder()
                                .imageId(OLD)
                                .instanceType("m5.large")
                                .build());
        cloud.addGroup(GroupPlan.of("web", 0, 50, instances)
                .from(cloud.launchTemplates().reference("web", version)));
    }

    /** A version on the base of the latest one. */
    void addVersion(String image) {
        ec2.createLaunchTemplateVersion(request -> request.launchTemplateId(template)
                .sourceVersion("$Latest")
                .launchTemplateData(data -> data.imageId(image)));
    }

    void setDesired(int desired) {
        groups.setDesiredCapacity(request -> request.autoScalingGroupName("web").desiredCapacity(desired));
    }

    void follow(LaunchTemplateSpecification spec) {
        groups.updateAutoScalingGroup(
                request -> request.autoScalingGroupName("web").launchTemplate(spec));
    }

    LaunchTemplateSpecification version(String version) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(template)
                .version(version)
                .build();
    }

    void pass(Duration time) {
        cloud.step(cloud.now().plus(time));
    }

    AutoScalingGroup web() {
        return groups.describeAutoScalingGroups(request -> request.autoScalingGroupNames("web"))
                .autoScalingGroups()
                .getFirst();
    }

    /** In order of launch. */
    List<Instance> instances() {
        return web().instances();
    }

    /** Versions of what is in service, in order of launch. */
    List<String> serving() {
        return instances().stream()
                .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE)
                .map(instance -> instance.launchTemplate().version())
                .toList();
    }

    @Override
    public void close() {
        groups.close();
        ec2.close();
    }
}

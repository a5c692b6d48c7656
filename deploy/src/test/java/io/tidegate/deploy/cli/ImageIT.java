package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.group.GroupPlan;
import io.tidegate.simulatedaws.image.ImagePlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** A web group that goes out for an event with the newest image, and in after it, through the whole service. */
@ExtendWith(SharedKafka.class)
class ImageIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final String OLD = "ami-00000000000000001";
    private static final String NEWEST = "ami-00000000000000002";
    private static final String OTHER = "ami-00000000000000003";

    @Test
    void goesOutForAnEventWithTheNewestImageAndInAfterIt(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var plant = Plant.start(kafka, "image.", folder, _ -> Map.of("inventory.imageInterval", "2s"));
                var groups = groups(plant.aws());
                var templates = templates(plant.aws())) {
            var desk = plant.desk();
            var template = plant.aws().<String>ask(ImageIT::web);

            var begun = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
            apply(desk, folder, template, begun.plusSeconds(15), begun.plusSeconds(50));
            await().atMost(SOON).until(() -> inService(groups).size() == 2);

            assertThat(inService(groups))
                    .allSatisfy(
                            instance -> assertThat(image(templates, instance)).isEqualTo(NEWEST));
            assertThat(desk.run("explain", "launch-template/" + template).out())
                    .contains("IMAGE_READY")
                    .contains("before action event")
                    .contains("recomputed: same")
                    .doesNotContain("unknown");
            await().atMost(SOON).until(() -> inService(groups).isEmpty());
            assertThat(desk.run("replay", "--verify").exit()).isZero();
        }
    }

    // What AWS Backup made of two servers, one of them by a name that AWS itself does not write.
    private static String web(SimulatedCloud cloud) {
        cloud.images().add(ImagePlan.of(OLD, "AwsBackup_i-1_a").withTag("role", "web"));
        cloud.images().add(ImagePlan.of(NEWEST, "AWSBackup_i-1_b").withTag("role", "web"));
        cloud.images().add(ImagePlan.of(OTHER, "AwsBackup_i-9_c").withTag("role", "db"));
        var data = RequestLaunchTemplateData.builder().imageId(OLD).build();
        var template = cloud.launchTemplates().add("web", data);
        cloud.addGroup(GroupPlan.of("web", 0, 0, 0).from(cloud.launchTemplates().reference("web", "1")));
        return template;
    }

    private static void apply(Desk desk, Path folder, String template, LocalDateTime from, LocalDateTime to)
            throws IOException {
        var file = Files.writeString(
                folder.resolve("event.yaml"), """
                apiVersion: tidegate/v1
                kind: GroupPolicy
                name: event
                target: asg/web
                via: bounds
                capacity: {min: 0, max: 0}
                schedule:
                  - {name: event, when: "at(%s)", capacity: 2}
                  - {name: over, when: "at(%s)", capacity: 0}
                ---
                apiVersion: tidegate/v1
                kind: ImagePolicy
                name: web-image
                target: asg/web
                launchTemplate: %s
                image: {name: AwsBackup_*, tags: {role: web}}
                before: {schedule: event, lead: 20m, waitUpTo: 1m, onTimeout: hold}
                """.formatted(AT.format(from), AT.format(to), template));
        assertThat(desk.run("policy", "apply", file.toString()).err()).isEmpty();
    }

    private static List<Instance> inService(AutoScalingClient groups) {
        return groups
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames("web"))
                .autoScalingGroups()
                .getFirst()
                .instances()
                .stream()
                .filter(instance -> instance.lifecycleStateAsString().equals("InService"))
                .toList();
    }

    private static String image(Ec2Client templates, Instance instance) {
        var launched = instance.launchTemplate();
        return templates
                .describeLaunchTemplateVersions(request ->
                        request.launchTemplateId(launched.launchTemplateId()).versions(launched.version()))
                .launchTemplateVersions()
                .getFirst()
                .launchTemplateData()
                .imageId();
    }

    private static AutoScalingClient groups(SimulatedAws aws) {
        return AutoScalingClient.builder()
                .endpointOverride(URI.create(aws.endpoint().toString()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(operator())
                .build();
    }

    private static Ec2Client templates(SimulatedAws aws) {
        return Ec2Client.builder()
                .endpointOverride(URI.create(aws.endpoint().toString()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(operator())
                .build();
    }

    private static StaticCredentialsProvider operator() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("ops", "secret"));
    }
}

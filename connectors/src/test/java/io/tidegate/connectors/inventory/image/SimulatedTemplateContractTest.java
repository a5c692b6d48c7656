package io.tidegate.connectors.inventory.image;

import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.simulatedaws.group.GroupPlan;
import io.tidegate.simulatedaws.image.ImagePlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** The SDK's clients against simulated AWS over HTTP. */
class SimulatedTemplateContractTest extends TemplateContract {
    // At the pace of AWS: a refresh is under way for a while.
    private final LocalAws local = new LocalAws(IamPolicy.CONNECTORS, 1);

    private Instant lastImage = Instant.EPOCH;

    @AfterEach
    void close() {
        local.close();
    }

    @Override
    TemplateApi api() {
        return TemplateApi.of(local.clients());
    }

    @Override
    Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    String addTemplate() {
        return local.aws()
                .ask(cloud -> cloud.launchTemplates()
                        .add(
                                "web",
                                RequestLaunchTemplateData.builder().imageId(OLD).build()));
    }

    @Override
    void addVersion(String template, String image) {
        local.allPowerful()
                .ec2()
                .createLaunchTemplateVersion(request -> request.launchTemplateId(template)
                        .sourceVersion("$Latest")
                        .launchTemplateData(data -> data.imageId(image)));
    }

    @Override
    void addImage(String id, String name) {
        // Dates of images have milliseconds.
        await().pollInterval(Duration.ofMillis(1)).until(() -> clock().instant().isAfter(lastImage.plusMillis(1)));
        lastImage = clock().instant();
        local.aws().tell(cloud -> cloud.images().add(ImagePlan.of(id, name)));
    }

    @Override
    void deprecate(String image) {
        local.aws().tell(cloud -> cloud.images().deprecate(image));
    }

    @Override
    void addGroup(String name, String template, String version) {
        local.aws()
                .tell(cloud -> cloud.addGroup(
                        GroupPlan.of(name, 0, 9, 2).from(cloud.launchTemplates().reference("web", version))));
    }

    @Override
    void refresh(String group) {
        local.allPowerful().groups().startInstanceRefresh(request -> request.autoScalingGroupName(group));
    }
}

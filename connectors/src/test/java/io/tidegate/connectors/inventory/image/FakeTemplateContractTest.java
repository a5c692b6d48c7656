package io.tidegate.connectors.inventory.image;

import io.tidegate.connectors.bridge.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ec2.model.Image;

class FakeTemplateContractTest extends TemplateContract {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final FakeTemplates fake = new FakeTemplates();
    private final ManualClock clock = new ManualClock("2026-01-01T00:00:00Z");
    private long versions;

    @Override
    TemplateApi api() {
        return fake;
    }

    @Override
    Clock clock() {
        return clock;
    }

    @Override
    String addTemplate() {
        addVersion("lt-1", OLD);
        return "lt-1";
    }

    @Override
    void addVersion(String template, String image) {
        versions++;
        fake.version(template, versions, image);
    }

    @Override
    void addImage(String id, String name) {
        clock.advance(Duration.ofSeconds(1));
        fake.image(Image.builder()
                .imageId(id)
                .name(name)
                .state("available")
                .creationDate(DATE.format(clock.instant()))
                .build());
    }

    @Override
    void deprecate(String image) {
        fake.deprecate(image, DATE.format(clock.instant()));
    }

    @Override
    void addGroup(String name, String template, String version) {
        fake.group(AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .launchTemplate(from -> from.launchTemplateId(template).version(version))
                .build());
    }

    @Override
    void refresh(String group) {
        fake.refresh(group, InstanceRefresh.builder().status("Pending").build());
    }
}

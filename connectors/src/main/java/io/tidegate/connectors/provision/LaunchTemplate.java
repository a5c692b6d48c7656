package io.tidegate.connectors.provision;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * A launch template that is made of the launch configuration of the same name. Once it stands, its versions are others' business.
 *
 * @param data of its first version; empty where that launch configuration does not stand
 */
public record LaunchTemplate(String name, Optional<RequestLaunchTemplateData> data) implements Resource {

    @Override
    public ResourceId id() {
        return new ResourceId(Kind.TEMPLATE, name);
    }

    /** Makes it with the tag; without {@link #data} there is nothing to make. */
    Optional<CreateLaunchTemplateRequest> creation() {
        return data.map(version -> CreateLaunchTemplateRequest.builder()
                .launchTemplateName(name)
                .launchTemplateData(version)
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.LAUNCH_TEMPLATE)
                        .tags(Tag.builder().key(Marker.KEY).value(Marker.VALUE).build())
                        .build())
                .build());
    }
}

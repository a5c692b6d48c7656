package io.tidegate.simulatedaws.template;

import io.tidegate.simulatedaws.ec2.Ec2Tags;
import io.tidegate.simulatedaws.protocol.ShapeCopy;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Launch templates in the shapes of EC2. */
final class TemplateShapes {
    private TemplateShapes() {}

    /** @param creator ARN */
    static software.amazon.awssdk.services.ec2.model.LaunchTemplate template(LaunchTemplate template, String creator) {
        return software.amazon.awssdk.services.ec2.model.LaunchTemplate.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .createTime(template.createdAt())
                .createdBy(creator)
                .defaultVersionNumber(template.defaultNumber())
                .latestVersionNumber(template.latestNumber())
                .tags(Ec2Tags.shapes(template.tags()))
                .build();
    }

    /** @param creator ARN */
    static LaunchTemplateVersion version(LaunchTemplate template, TemplateVersion version, String creator) {
        return LaunchTemplateVersion.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(version.number())
                .versionDescription(version.description())
                .createTime(version.createdAt())
                .createdBy(creator)
                .defaultVersion(version.number() == template.defaultNumber())
                .launchTemplateData(described(version.data()))
                .build();
    }

    static ResponseLaunchTemplateData described(RequestLaunchTemplateData data) {
        return (ResponseLaunchTemplateData) ShapeCopy.into((SdkPojo) ResponseLaunchTemplateData.builder(), data);
    }

    /**
     * A version on the base of another one: "inherits the same launch parameters as the source version, except for parameters that
     * you specify"; "snapshots applied to the block device mapping are ignored unless they are explicitly included"
     * (CreateLaunchTemplateVersion, SourceVersion).
     */
    static RequestLaunchTemplateData merged(RequestLaunchTemplateData source, RequestLaunchTemplateData sent) {
        var builder = source.toBuilder();
        if (source.hasBlockDeviceMappings()) {
            builder.blockDeviceMappings(source.blockDeviceMappings().stream()
                    .map(TemplateShapes::withoutSnapshot)
                    .toList());
        }
        ShapeCopy.overlay((SdkPojo) builder, sent);
        return builder.build();
    }

    private static LaunchTemplateBlockDeviceMappingRequest withoutSnapshot(
            LaunchTemplateBlockDeviceMappingRequest device) {
        return device.ebs() == null
                ? device
                : device.toBuilder()
                        .ebs(device.ebs().toBuilder().snapshotId(null).build())
                        .build();
    }
}

package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.TemplateStep.Kept;
import io.tidegate.connectors.executor.command.TemplateStep.NewVersion;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/**
 * Makes versions of launch templates, by DescribeLaunchTemplateVersions, DescribeImages and CreateLaunchTemplateVersion. A
 * version takes over what its source has; what AWS leaves out of that by itself is said once more.
 */
public final class VersionMaking implements StepActuator<Target.LaunchTemplate, NewVersion> {
    private static final String LATEST = "$Latest";
    private static final String DEFAULT = "$Default";

    private final Ec2Client client;
    private final Duration timeout;
    private final LaunchTemplates templates;

    /** Calls through {@code client}, each within {@code timeout}, the SDK's retries included. */
    public VersionMaking(Ec2Client client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
        this.templates = new LaunchTemplates(client, timeout);
    }

    @Override
    public Observed observe(Target.LaunchTemplate target, NewVersion step) {
        return LaunchTemplates.unlessAbsent(() -> seen(
                templates.versions(
                        step.template(),
                        Stream.of(step.source(), LATEST).distinct().toList()),
                step));
    }

    @Override
    public Answer apply(Target.LaunchTemplate target, NewVersion step) {
        var response = client.createLaunchTemplateVersion(ChangeRequests.createVersion(step, Calls.within(timeout)));
        return new Answer.Accepted(response.responseMetadata().requestId());
    }

    private Observed seen(List<LaunchTemplateVersion> found, NewVersion step) {
        var latest = found.stream()
                .max(Comparator.comparing(LaunchTemplateVersion::versionNumber))
                .orElseThrow();
        var source = found.stream()
                .filter(version -> isSource(version, step))
                .findFirst()
                .orElse(latest);
        return new TemplateObserved.Versions(version(source), version(latest), kept(source, step));
    }

    private static boolean isSource(LaunchTemplateVersion version, NewVersion step) {
        return step.source().equals(DEFAULT)
                ? version.defaultVersion()
                : step.source().equals(String.valueOf(version.versionNumber()));
    }

    private static TemplateObserved.Version version(LaunchTemplateVersion found) {
        var data = found.launchTemplateData();
        return new TemplateObserved.Version(
                found.versionNumber(),
                Optional.ofNullable(data.imageId()),
                Optional.ofNullable(data.keyName()),
                Optional.ofNullable(data.instanceTypeAsString()),
                Set.copyOf(securityGroups(data)));
    }

    private static List<String> securityGroups(ResponseLaunchTemplateData data) {
        return data.networkInterfaces().stream()
                .findFirst()
                .map(LaunchTemplateInstanceNetworkInterfaceSpecification::groups)
                .orElseGet(data::securityGroupIds);
    }

    private Kept kept(LaunchTemplateVersion source, NewVersion step) {
        var data = source.launchTemplateData();
        // AWS refuses groups beside interfaces, so they go into the first of them.
        var interfaces = step.overrides().securityGroupIds().isEmpty()
                ? List.<LaunchTemplateInstanceNetworkInterfaceSpecificationRequest>of()
                : data.networkInterfaces().stream().map(VersionMaking::said).toList();
        return new Kept(interfaces, devices(data, step));
    }

    // AWS ignores the snapshots of devices that are taken over by themselves (EC2 API reference,
    // CreateLaunchTemplateVersion, SourceVersion).
    private List<LaunchTemplateBlockDeviceMappingRequest> devices(ResponseLaunchTemplateData data, NewVersion step) {
        var devices = data.blockDeviceMappings();
        if (devices.stream().noneMatch(VersionMaking::hasSnapshot)) {
            return List.of();
        }
        String root = root(step.image());
        return devices.stream().allMatch(device -> isRoot(device, root) || !hasSnapshot(device))
                ? List.of()
                : devices.stream().map(device -> said(device, root)).toList();
    }

    private String root(String image) {
        return client
                .describeImages(
                        request -> request.imageIds(image).overrideConfiguration(call -> call.apiCallTimeout(timeout)))
                .images()
                .stream()
                .findFirst()
                .map(Image::rootDeviceName)
                .orElseThrow(() -> new IllegalStateException("image must have a root device, " + image + " had none"));
    }

    private static boolean isRoot(LaunchTemplateBlockDeviceMapping device, String root) {
        return root.equals(device.deviceName());
    }

    private static boolean hasSnapshot(LaunchTemplateBlockDeviceMapping device) {
        return device.ebs() != null && device.ebs().snapshotId() != null;
    }

    private static LaunchTemplateInstanceNetworkInterfaceSpecificationRequest said(
            LaunchTemplateInstanceNetworkInterfaceSpecification found) {
        return (LaunchTemplateInstanceNetworkInterfaceSpecificationRequest)
                SameMembers.of(found, LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder());
    }

    // The snapshot of the root device belongs to its image: the old one would bring the old image back.
    private static LaunchTemplateBlockDeviceMappingRequest said(LaunchTemplateBlockDeviceMapping found, String root) {
        var said = (LaunchTemplateBlockDeviceMappingRequest)
                SameMembers.of(found, LaunchTemplateBlockDeviceMappingRequest.builder());
        return isRoot(found, root) && hasSnapshot(found)
                ? said.toBuilder()
                        .ebs(said.ebs().toBuilder().snapshotId(null).build())
                        .build()
                : said;
    }
}

package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.aws.GroupTemplate;
import io.tidegate.connectors.executor.command.TemplateStep.DeleteVersions;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/**
 * Deletes versions of launch templates, by DescribeLaunchTemplates, DescribeLaunchTemplateVersions, DescribeAutoScalingGroups
 * and DeleteLaunchTemplateVersions. The latest version, the default and those that a group of the account and region is pinned
 * to stay, whoever the group belongs to.
 */
public final class VersionDeletion implements StepActuator<Target.LaunchTemplate, DeleteVersions> {
    private static final int PAGE = 100; // EC2 Auto Scaling API reference, DescribeAutoScalingGroups, MaxRecords

    private static final Set<LaunchTemplateErrorCode> GONE = Set.of(
            LaunchTemplateErrorCode.LAUNCH_TEMPLATE_ID_DOES_NOT_EXIST,
            LaunchTemplateErrorCode.LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST);

    private final Ec2Client client;
    private final AutoScalingClient groups;
    private final Duration timeout;
    private final LaunchTemplates templates;

    /** Calls through the clients, each within {@code timeout}, the SDK's retries included. */
    public VersionDeletion(Ec2Client client, AutoScalingClient groups, Duration timeout) {
        this.client = client;
        this.groups = groups;
        this.timeout = timeout;
        this.templates = new LaunchTemplates(client, timeout);
    }

    @Override
    public Observed observe(Target.LaunchTemplate target, DeleteVersions step) {
        return LaunchTemplates.unlessAbsent(() -> existing(step));
    }

    @Override
    public Answer apply(Target.LaunchTemplate target, DeleteVersions step) {
        var response = client.deleteLaunchTemplateVersions(ChangeRequests.deleteVersions(step, Calls.within(timeout)));
        String requestId = response.responseMetadata().requestId();
        var failures = failures(response);
        if (!failures.isEmpty()) {
            var told = failures.stream().map(VersionDeletion::told).toList();
            return new Answer.Declined(
                    Failures.reason(failures.getFirst().responseError().codeAsString()), joined(told, step), requestId);
        }
        return step.left().isEmpty()
                ? new Answer.Accepted(requestId)
                : new Answer.Declined("IN_USE", joined(List.of(), step), requestId);
    }

    private Observed existing(DeleteVersions step) {
        var asked = Set.copyOf(step.versions());
        var found =
                templates
                        .versionsBetween(
                                step.template(),
                                step.versions().getFirst(),
                                step.versions().getLast())
                        .stream()
                        .map(LaunchTemplateVersion::versionNumber)
                        .filter(asked::contains)
                        .toList();
        if (found.isEmpty()) {
            return new TemplateObserved.Existing(List.of(), Map.of());
        }
        var used = used(step.template());
        used.keySet().retainAll(found);
        return new TemplateObserved.Existing(
                found.stream().filter(number -> !used.containsKey(number)).toList(), used);
    }

    private Map<Long, String> used(String template) {
        var used = new HashMap<Long, String>();
        for (var page = groups(null); page != null; page = after(page)) {
            page.autoScalingGroups()
                    .forEach(group -> GroupTemplate.of(group)
                            .filter(found -> found.isFrom(template))
                            .flatMap(GroupTemplate::number)
                            .ifPresent(number ->
                                    used.put(number, "what asg/" + group.autoScalingGroupName() + " launches")));
        }
        var found = templates.described(template);
        // Groups that follow it would fall back to another image.
        used.put(found.latestVersionNumber(), "the latest");
        used.put(found.defaultVersionNumber(), "the default");
        return used;
    }

    private @Nullable DescribeAutoScalingGroupsResponse after(DescribeAutoScalingGroupsResponse page) {
        return page.nextToken() == null || page.nextToken().isEmpty() ? null : groups(page.nextToken());
    }

    private DescribeAutoScalingGroupsResponse groups(@Nullable String from) {
        return groups.describeAutoScalingGroups(request ->
                request.maxRecords(PAGE).nextToken(from).overrideConfiguration(call -> call.apiCallTimeout(timeout)));
    }

    private static List<DeleteLaunchTemplateVersionsResponseErrorItem> failures(
            DeleteLaunchTemplateVersionsResponse response) {
        return response.unsuccessfullyDeletedLaunchTemplateVersions().stream()
                .filter(item -> !GONE.contains(item.responseError().code()))
                .toList();
    }

    private static String told(DeleteLaunchTemplateVersionsResponseErrorItem item) {
        return "version %d: %s"
                .formatted(item.versionNumber(), item.responseError().message());
    }

    private static String joined(List<String> failures, DeleteVersions step) {
        return "all but these are deleted: "
                + String.join(
                        ", ",
                        Stream.concat(failures.stream(), step.left().stream()).toList());
    }
}

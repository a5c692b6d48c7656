package io.tidegate.connectors.inventory.image;

import io.tidegate.connectors.aws.GroupTemplate;
import io.tidegate.connectors.aws.RefreshStatus;
import io.tidegate.schemas.LaunchTemplateState;
import io.tidegate.schemas.MachineImage;
import io.tidegate.schemas.TemplateGroup;
import io.tidegate.schemas.TemplateVersion;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Turns what AWS told of a launch template into its state; pure. */
final class TemplateMapper {
    private static final int MOST_IMAGES = 5;
    private static final int MOST_NUMBERS = 1_000;

    // AWS gives them in no order. Its dates are of one form, so that their texts sort as they do.
    private static final Comparator<Image> NEWEST_FIRST =
            Comparator.comparing(Image::creationDate).reversed().thenComparing(Image::imageId);

    private TemplateMapper() {}

    /** The state of a template that AWS does not know. */
    static LaunchTemplateState notFound(WatchedTemplate watched) {
        return state(watched).setFound(false).build();
    }

    /** @param at when the look began */
    static LaunchTemplateState state(WatchedTemplate watched, TemplateAnswers answers, Instant at) {
        var wanted = numbers(watched, answers.template(), answers.groups());
        return state(watched)
                .setFound(true)
                .setDefaultVersion(answers.template().defaultVersionNumber())
                .setLatestVersion(answers.template().latestVersionNumber())
                .setVersions(byNumber(answers)
                        .filter(version -> wanted.contains(version.versionNumber()))
                        .map(TemplateMapper::version)
                        .toList())
                .setNumbers(
                        watched.numbers()
                                ? byNumber(answers)
                                        .map(LaunchTemplateVersion::versionNumber)
                                        .limit(MOST_NUMBERS)
                                        .toList()
                                : List.of())
                .setImages(answers.images().stream()
                        .filter(image -> isWanted(image, watched.images(), at))
                        .sorted(NEWEST_FIRST)
                        .limit(MOST_IMAGES)
                        .map(TemplateMapper::image)
                        .toList())
                .setGroups(answers.groups().stream()
                        .map(group -> group(group, watched, answers))
                        .toList())
                .build();
    }

    /** The versions that are told of: the default, the latest, the source and those that groups are pinned to. */
    static Set<Long> numbers(WatchedTemplate watched, LaunchTemplate template, List<AutoScalingGroup> groups) {
        var numbers = new TreeSet<Long>();
        numbers.add(template.defaultVersionNumber());
        numbers.add(template.latestVersionNumber());
        Stream.concat(
                        Stream.of(new GroupTemplate(watched.template().id(), watched.source(), Optional.empty())),
                        groups.stream().flatMap(group -> from(group, watched).stream()))
                .flatMap(each -> each.number().stream())
                .forEach(numbers::add);
        return numbers;
    }

    /** Whether an image is one of the selector's: available, of its name, and not deprecated at that time. */
    static boolean isWanted(Image image, WatchedTemplate.Selector selector, Instant at) {
        return "available".equals(image.stateAsString())
                && time(image.creationDate()).isPresent()
                && selector.name()
                        .map(pattern -> pattern.matches(Objects.requireNonNullElse(image.name(), "")))
                        .orElse(true)
                && time(image.deprecationTime()).map(at::isBefore).orElse(true);
    }

    private static LaunchTemplateState.Builder state(WatchedTemplate watched) {
        return LaunchTemplateState.newBuilder()
                .setLaunchTemplate(watched.template().text());
    }

    private static Stream<LaunchTemplateVersion> byNumber(TemplateAnswers answers) {
        return answers.versions().stream().sorted(Comparator.comparing(LaunchTemplateVersion::versionNumber));
    }

    private static TemplateVersion version(LaunchTemplateVersion found) {
        var data = found.launchTemplateData();
        return TemplateVersion.newBuilder()
                .setNumber(found.versionNumber())
                .setImageId(data.imageId())
                .setKeyName(data.keyName())
                .setInstanceType(data.instanceTypeAsString())
                .setSecurityGroupIds(securityGroups(data).stream().sorted().toList())
                .build();
    }

    private static List<String> securityGroups(ResponseLaunchTemplateData data) {
        return data.networkInterfaces().stream()
                .findFirst()
                .map(LaunchTemplateInstanceNetworkInterfaceSpecification::groups)
                .orElseGet(data::securityGroupIds);
    }

    private static MachineImage image(Image found) {
        return MachineImage.newBuilder()
                .setId(found.imageId())
                .setName(Objects.requireNonNullElse(found.name(), ""))
                .setCreatedAt(time(found.creationDate()).orElseThrow())
                .build();
    }

    private static TemplateGroup group(AutoScalingGroup found, WatchedTemplate watched, TemplateAnswers answers) {
        String name = found.autoScalingGroupName();
        return TemplateGroup.newBuilder()
                .setName(name)
                .setVersion(from(found, watched).map(GroupTemplate::version).orElse(null))
                .setRefresh(answers.refreshes().getOrDefault(name, List.of()).stream()
                        .filter(RefreshStatus::isUnderWay)
                        .map(InstanceRefresh::statusAsString)
                        .findFirst()
                        .orElse(null))
                .build();
    }

    private static Optional<GroupTemplate> from(AutoScalingGroup group, WatchedTemplate watched) {
        return GroupTemplate.of(group)
                .filter(found -> found.isFrom(watched.template().id()));
    }

    private static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}

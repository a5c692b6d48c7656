package io.tidegate.streams.journal;

import io.tidegate.schemas.LaunchTemplateState;
import io.tidegate.schemas.MachineImage;
import io.tidegate.schemas.TemplateGroup;
import io.tidegate.schemas.TemplateVersion;
import io.tidegate.streams.journal.ObservedTemplate.Group;
import io.tidegate.streams.journal.ObservedTemplate.Image;
import io.tidegate.streams.journal.ObservedTemplate.Version;
import java.util.Comparator;
import java.util.Optional;

/** Observations of launch templates to and from their record; lossless. */
public final class ObservedTemplateSerdes {
    // Whatever order a source told them in.
    private static final Comparator<Image> NEWEST_FIRST =
            Comparator.comparing(Image::createdAt).thenComparing(Image::id).reversed();

    private ObservedTemplateSerdes() {}

    /** What a source told of a launch template. */
    public static ObservedTemplate fromAvro(LaunchTemplateState avro) {
        return new ObservedTemplate(
                avro.getLaunchTemplate(),
                avro.getFound(),
                avro.getDefaultVersion(),
                avro.getLatestVersion(),
                avro.getVersions().stream().map(ObservedTemplateSerdes::version).toList(),
                avro.getNumbers().stream().sorted().toList(),
                avro.getImages().stream()
                        .map(image -> new Image(image.getId(), image.getName(), image.getCreatedAt()))
                        .sorted(NEWEST_FIRST)
                        .toList(),
                avro.getGroups().stream()
                        .map(group -> new Group(
                                group.getName(),
                                Optional.ofNullable(group.getVersion()),
                                Optional.ofNullable(group.getRefresh())))
                        .toList());
    }

    private static Version version(TemplateVersion avro) {
        return new Version(
                avro.getNumber(),
                Optional.ofNullable(avro.getImageId()),
                Optional.ofNullable(avro.getKeyName()),
                Optional.ofNullable(avro.getInstanceType()),
                avro.getSecurityGroupIds().stream().sorted().toList());
    }

    /** The record of an observation. */
    public static LaunchTemplateState toAvro(ObservedTemplate seen) {
        return LaunchTemplateState.newBuilder()
                .setLaunchTemplate(seen.template())
                .setFound(seen.found())
                .setDefaultVersion(seen.defaultVersion())
                .setLatestVersion(seen.latestVersion())
                .setVersions(seen.versions().stream()
                        .map(ObservedTemplateSerdes::toAvro)
                        .toList())
                .setNumbers(seen.numbers())
                .setImages(seen.images().stream()
                        .map(image -> new MachineImage(image.id(), image.name(), image.createdAt()))
                        .toList())
                .setGroups(seen.groups().stream()
                        .map(group -> new TemplateGroup(
                                group.name(),
                                group.version().orElse(null),
                                group.refresh().orElse(null)))
                        .toList())
                .build();
    }

    private static TemplateVersion toAvro(Version version) {
        return TemplateVersion.newBuilder()
                .setNumber(version.number())
                .setImageId(version.image().orElse(null))
                .setKeyName(version.keyName().orElse(null))
                .setInstanceType(version.instanceType().orElse(null))
                .setSecurityGroupIds(version.securityGroupIds())
                .build();
    }
}

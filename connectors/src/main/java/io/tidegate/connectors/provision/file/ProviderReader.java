package io.tidegate.connectors.provision.file;

import io.tidegate.connectors.provision.ClusterProviders;
import io.tidegate.connectors.provision.ClusterProviders.StrategyItem;
import io.tidegate.connectors.provision.Provider;
import io.tidegate.connectors.provision.Resource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.ManagedScaling;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.ManagedTerminationProtection;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Reads capacity providers, ours and the input of {@code create-capacity-provider}, and who has them. */
final class ProviderReader {
    private final Reading reading;

    ProviderReader(Reading reading) {
        this.reading = reading;
    }

    /** The input of the AWS CLI. */
    List<Resource> ofCli(Section file) {
        int before = reading.count();
        var builder = new ShapeReader(reading).fill(CreateCapacityProviderRequest.builder(), "", file.node());
        return reading.count() > before
                ? List.of()
                : file.buildOfShape(() -> List.<Resource>of(new Provider(builder.build())))
                        .orElse(List.of());
    }

    /** One of our own file. */
    Optional<Provider> read(Section section) {
        var request = CreateCapacityProviderRequest.builder();
        var group = AutoScalingGroupProvider.builder();
        section.require("name").text().ifPresent(request::name);
        section.require("group").text().ifPresent(group::autoScalingGroupArn);
        section.get("managedScaling").section().ifPresent(scaling -> group.managedScaling(scaling(scaling)));
        section.get("managedTerminationProtection")
                .flag()
                .map(on -> on ? ManagedTerminationProtection.ENABLED : ManagedTerminationProtection.DISABLED)
                .ifPresent(group::managedTerminationProtection);
        section.get("managedDraining")
                .flag()
                .map(on -> on ? ManagedDraining.ENABLED : ManagedDraining.DISABLED)
                .ifPresent(group::managedDraining);
        section.get("tags")
                .section()
                .ifPresent(tags -> request.tags(tags.texts().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList()));
        return section.build(() ->
                new Provider(request.autoScalingGroupProvider(group.build()).build()));
    }

    private static ManagedScaling scaling(Section section) {
        var scaling = ManagedScaling.builder();
        boolean enabled = section.get("enabled").flag().orElse(true);
        scaling.status(enabled ? ManagedScalingStatus.ENABLED : ManagedScalingStatus.DISABLED);
        section.get("targetCapacity").integer().ifPresent(scaling::targetCapacity);
        section.get("minimumStep").integer().ifPresent(scaling::minimumScalingStepSize);
        section.get("maximumStep").integer().ifPresent(scaling::maximumScalingStepSize);
        section.get("warmup")
                .duration()
                .map(length -> Math.toIntExact(length.toSeconds()))
                .ifPresent(scaling::instanceWarmupPeriod);
        section.build(() -> section);
        return scaling.build();
    }

    /** The providers of a cluster. */
    Optional<ClusterProviders> cluster(Section section) {
        var name = section.require("name").text().orElse("");
        var providers = section.require("capacityProviders").texts();
        boolean keep = section.get("keepOthers").flag().orElse(true);
        Optional<List<StrategyItem>> strategy = section.has("defaultStrategy")
                ? Optional.of(section.get("defaultStrategy").sections().stream()
                        .flatMap(item -> item(item).stream())
                        .toList())
                : Optional.empty();
        return section.build(() -> new ClusterProviders(name, providers, keep, strategy));
    }

    private static Optional<StrategyItem> item(Section section) {
        var provider = section.require("provider").text().orElse("");
        int weight = section.get("weight").integer().orElse(0);
        int base = section.get("base").integer().orElse(0);
        return section.build(() -> new StrategyItem(provider, weight, base));
    }
}

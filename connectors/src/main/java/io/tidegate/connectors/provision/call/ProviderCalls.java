package io.tidegate.connectors.provision.call;

import io.tidegate.connectors.provision.ClusterChange;
import io.tidegate.connectors.provision.ClusterProviders;
import io.tidegate.connectors.provision.ClusterProviders.StrategyItem;
import io.tidegate.connectors.provision.Marker;
import io.tidegate.connectors.provision.Members;
import io.tidegate.connectors.provision.Provider;
import io.tidegate.connectors.provision.ProviderChange;
import io.tidegate.connectors.provision.Shapes;
import io.tidegate.connectors.provision.Stands;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProviderUpdate;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderField;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderRequest;

/** Capacity providers, and the clusters that have them. */
record ProviderCalls(EcsClient ecs) {
    private static final Tag TAG =
            Tag.builder().key(Marker.KEY).value(Marker.VALUE).build();
    private static final Set<String> CHANGEABLE =
            Set.of("managedScaling", "managedTerminationProtection", "managedDraining");

    Optional<Stands> read(Provider provider) {
        return find(provider.name()).map(found -> {
            var members = Provider.normalized(Shapes.members(found), found.tags());
            return new Stands(provider.id(), found.tags().contains(TAG), new Members(members));
        });
    }

    // One that was deleted is told for a while, as inactive.
    private Optional<CapacityProvider> find(String name) {
        return ecs
                .describeCapacityProviders(
                        request -> request.capacityProviders(name).include(CapacityProviderField.TAGS))
                .capacityProviders()
                .stream()
                .filter(found -> found.status() != CapacityProviderStatus.INACTIVE)
                .findFirst();
    }

    Optional<Stands> read(ClusterProviders cluster) {
        return find(cluster).map(found -> {
            var strategy = found.defaultCapacityProviderStrategy().stream()
                    .map(item -> new StrategyItem(item.capacityProvider(), or0(item.weight()), or0(item.base())))
                    .toList();
            return new Stands(
                    cluster.id(), false, ClusterProviders.members(new TreeSet<>(found.capacityProviders()), strategy));
        });
    }

    private static int or0(Integer number) {
        return number == null ? 0 : number;
    }

    private Optional<Cluster> find(ClusterProviders cluster) {
        return ecs.describeClusters(request -> request.clusters(cluster.cluster())).clusters().stream()
                .filter(found -> !"INACTIVE".equals(found.status()))
                .findFirst();
    }

    void apply(ProviderChange change) {
        var provider = change.provider();
        switch (change) {
            case ProviderChange.CreateCapacityProvider _ -> ecs.createCapacityProvider(provider.creation());
            case ProviderChange.TagResource tag ->
                ecs.tagResource(request -> request.resourceArn(tag.arn()).tags(tag.tags()));
            case ProviderChange.UpdateCapacityProvider _ -> ecs.updateCapacityProvider(request(provider));
            case ProviderChange.DeleteCapacityProvider _ ->
                ecs.deleteCapacityProvider(request -> request.capacityProvider(provider.name()));
        }
    }

    private static UpdateCapacityProviderRequest request(Provider provider) {
        var update = AutoScalingGroupProviderUpdate.builder();
        Shapes.copy(provider.request().autoScalingGroupProvider(), update, CHANGEABLE);
        return UpdateCapacityProviderRequest.builder()
                .name(provider.name())
                .autoScalingGroupProvider(update.build())
                .build();
    }

    void apply(ClusterChange change) {
        switch (change) {
            case ClusterChange.PutClusterCapacityProviders put ->
                ecs.putClusterCapacityProviders(PutClusterCapacityProvidersRequest.builder()
                        .cluster(put.cluster().cluster())
                        .capacityProviders(put.providers())
                        .defaultCapacityProviderStrategy(
                                put.strategy().stream().map(ProviderCalls::item).toList())
                        .build());
        }
    }

    private static CapacityProviderStrategyItem item(StrategyItem item) {
        return CapacityProviderStrategyItem.builder()
                .capacityProvider(item.provider())
                .weight(item.weight())
                .base(item.base())
                .build();
    }

    /**
     * What a provider is still busy with; empty when it is done.
     *
     * @throws IllegalStateException when it has failed
     */
    Optional<String> busy(Provider provider) {
        return find(provider.name())
                .map(CapacityProvider::updateStatusAsString)
                .filter(status -> !isDone(status, provider.id().text()));
    }

    /** The same of a cluster. */
    Optional<String> busy(ClusterProviders cluster) {
        return find(cluster)
                .map(Cluster::attachmentsStatus)
                .filter(status -> !isDone(status, cluster.id().text()));
    }

    private static boolean isDone(String status, String what) {
        if (status.endsWith("_FAILED")) {
            throw new IllegalStateException("%s must become ready, was %s".formatted(what, status));
        }
        return !status.endsWith("_IN_PROGRESS");
    }
}

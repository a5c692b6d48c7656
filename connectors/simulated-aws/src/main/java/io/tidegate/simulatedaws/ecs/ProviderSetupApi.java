package io.tidegate.simulatedaws.ecs;

import static io.tidegate.simulatedaws.ecs.Requests.invalid;

import io.tidegate.simulatedaws.backing.Backings;
import io.tidegate.simulatedaws.backing.MadeProviders;
import io.tidegate.simulatedaws.group.Groups;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import io.tidegate.simulatedaws.service.Fleet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CapacityProviderUpdateStatus;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.DeleteCapacityProviderResponse;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.ManagedScaling;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.ManagedTerminationProtection;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.UpdateCapacityProviderResponse;

/** The operations of ECS that make capacity providers of groups, change and delete them, and let clusters use them. */
public final class ProviderSetupApi {
    private final MadeProviders made;
    private final Backings backings;
    private final Groups groups;
    private final Fleet fleet;
    private final Arns arns;

    public ProviderSetupApi(MadeProviders made, Backings backings, Groups groups, Fleet fleet, Arns arns) {
        this.made = made;
        this.backings = backings;
        this.groups = groups;
        this.fleet = fleet;
        this.arns = arns;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        table.on(AwsApi.ECS, CreateCapacityProviderRequest.class, (request, id) -> create(request))
                .on(AwsApi.ECS, UpdateCapacityProviderRequest.class, (request, id) -> update(request))
                .on(AwsApi.ECS, DeleteCapacityProviderRequest.class, (request, id) -> delete(request))
                .on(AwsApi.ECS, TagResourceRequest.class, (request, id) -> tag(request))
                .on(AwsApi.ECS, PutClusterCapacityProvidersRequest.class, (request, id) -> put(request));
    }

    private CreateCapacityProviderResponse create(CreateCapacityProviderRequest request) {
        var name = String.valueOf(request.name());
        if (!name.matches("[a-zA-Z0-9_-]{1,255}") || name.matches("(?i)(aws|ecs|fargate).*")) {
            throw invalid("The specified capacity provider name is invalid: " + name);
        }
        if (exists(name)) {
            throw client("The specified capacity provider already exists. To change the configuration, update the"
                    + " capacity provider.");
        }
        var wanted = request.autoScalingGroupProvider();
        if (wanted == null || wanted.autoScalingGroupArn() == null) {
            throw invalid("autoScalingGroupProvider with an autoScalingGroupArn must be given to be simulated");
        }
        var group = Arns.shortName(wanted.autoScalingGroupArn());
        if (groups.status(group).isEmpty()) {
            throw client("The specified Auto Scaling group does not exist: " + group);
        }
        var provider = AutoScalingGroupProvider.builder()
                .autoScalingGroupArn(arns.autoScalingGroup(group))
                .managedScaling(scaling(wanted.managedScaling(), null))
                .managedTerminationProtection(Optional.ofNullable(wanted.managedTerminationProtection())
                        .orElse(ManagedTerminationProtection.DISABLED))
                .managedDraining(Optional.ofNullable(wanted.managedDraining()).orElse(ManagedDraining.ENABLED))
                .build();
        checkProtection(group, provider);
        var next = CapacityProvider.builder()
                .capacityProviderArn(arns.capacityProvider(name))
                .name(name)
                .status(CapacityProviderStatus.ACTIVE)
                .autoScalingGroupProvider(provider)
                .tags(request.tags())
                .build();
        made.change(
                with(next, CapacityProviderUpdateStatus.CREATE_IN_PROGRESS),
                with(next, CapacityProviderUpdateStatus.CREATE_COMPLETE));
        markManaged(group, provider);
        return CreateCapacityProviderResponse.builder()
                .capacityProvider(made.find(name).orElseThrow())
                .build();
    }

    private boolean exists(String name) {
        return made.find(name).isPresent()
                || backings.providers().stream()
                        .anyMatch(other -> other.provider().name().equals(name));
    }

    // ManagedScaling (ECS API reference): steps of 1 to 10,000 and a warm-up of 300 s unless told otherwise.
    private static ManagedScaling scaling(@Nullable ManagedScaling wanted, @Nullable ManagedScaling before) {
        var usual = before != null
                ? before
                : ManagedScaling.builder()
                        .status(wanted == null ? ManagedScalingStatus.DISABLED : ManagedScalingStatus.ENABLED)
                        .targetCapacity(100)
                        .minimumScalingStepSize(1)
                        .maximumScalingStepSize(10_000)
                        .instanceWarmupPeriod(300)
                        .build();
        if (wanted == null) {
            return usual;
        }
        return ManagedScaling.builder()
                .status(or(wanted.status(), usual.status()))
                .targetCapacity(or(wanted.targetCapacity(), usual.targetCapacity()))
                .minimumScalingStepSize(or(wanted.minimumScalingStepSize(), usual.minimumScalingStepSize()))
                .maximumScalingStepSize(or(wanted.maximumScalingStepSize(), usual.maximumScalingStepSize()))
                .instanceWarmupPeriod(or(wanted.instanceWarmupPeriod(), usual.instanceWarmupPeriod()))
                .build();
    }

    private static <T> T or(@Nullable T wanted, T usual) {
        return wanted == null ? usual : wanted;
    }

    private void checkProtection(String group, AutoScalingGroupProvider provider) {
        if (provider.managedTerminationProtection() == ManagedTerminationProtection.ENABLED
                && !groups.protectsNew(group)) {
            throw invalid("The managed termination protection setting for the capacity provider is invalid. To enable"
                    + " managed termination protection for a capacity provider, the Auto Scaling group must have"
                    + " instance protection from scale in enabled.");
        }
    }

    private void markManaged(String group, AutoScalingGroupProvider provider) {
        if (provider.managedScaling().status() == ManagedScalingStatus.ENABLED) {
            groups.setEcsManaged(group);
        }
    }

    private UpdateCapacityProviderResponse update(UpdateCapacityProviderRequest request) {
        var provider = idle(request.name());
        var before = provider.autoScalingGroupProvider();
        var wanted = request.autoScalingGroupProvider();
        var next = before.toBuilder()
                .managedScaling(scaling(wanted.managedScaling(), before.managedScaling()))
                .managedTerminationProtection(
                        or(wanted.managedTerminationProtection(), before.managedTerminationProtection()))
                .managedDraining(or(wanted.managedDraining(), before.managedDraining()))
                .build();
        var group = Arns.shortName(before.autoScalingGroupArn());
        checkProtection(group, next);
        var changed = provider.toBuilder().autoScalingGroupProvider(next).build();
        made.change(
                with(changed, CapacityProviderUpdateStatus.UPDATE_IN_PROGRESS),
                with(changed, CapacityProviderUpdateStatus.UPDATE_COMPLETE));
        markManaged(group, next);
        return UpdateCapacityProviderResponse.builder()
                .capacityProvider(made.find(provider.name()).orElseThrow())
                .build();
    }

    private DeleteCapacityProviderResponse delete(DeleteCapacityProviderRequest request) {
        var provider = idle(request.capacityProvider());
        if (made.isUsed(provider.name())) {
            throw client("The specified capacity provider is in use and cannot be removed.");
        }
        var gone = provider.toBuilder().status(CapacityProviderStatus.INACTIVE).build();
        made.change(
                with(provider, CapacityProviderUpdateStatus.DELETE_IN_PROGRESS),
                with(gone, CapacityProviderUpdateStatus.DELETE_COMPLETE));
        return DeleteCapacityProviderResponse.builder()
                .capacityProvider(provider)
                .build();
    }

    private static CapacityProvider with(CapacityProvider provider, CapacityProviderUpdateStatus status) {
        return provider.toBuilder().updateStatus(status).build();
    }

    private CapacityProvider idle(@Nullable String nameOrArn) {
        var provider = made.find(Arns.shortName(String.valueOf(nameOrArn)))
                .orElseThrow(() -> invalid("The specified capacity provider was not found: " + nameOrArn));
        if (String.valueOf(provider.updateStatusAsString()).endsWith("_IN_PROGRESS")) {
            throw busy("The specified capacity provider has an update in progress: " + provider.name());
        }
        return provider;
    }

    private TagResourceResponse tag(TagResourceRequest request) {
        var provider = made.all().stream()
                .filter(one -> one.capacityProviderArn().equals(request.resourceArn()))
                .findFirst()
                .orElseThrow(() -> invalid("Only capacity providers that were made can be tagged to be simulated, was "
                        + request.resourceArn()));
        var tags = new LinkedHashMap<String, Tag>();
        Stream.concat(provider.tags().stream(), request.tags().stream()).forEach(tag -> tags.put(tag.key(), tag));
        made.put(provider.toBuilder().tags(tags.values()).build());
        return TagResourceResponse.builder().build();
    }

    private PutClusterCapacityProvidersResponse put(PutClusterCapacityProvidersRequest request) {
        var cluster = Requests.cluster(fleet, request.cluster()).name();
        var before = made.of(cluster);
        if (before != null && before.busy()) {
            throw busy("The specified cluster is in a busy state. Cluster attachments must be in UPDATE_COMPLETE or"
                    + " UPDATE_FAILED state before they can be updated.");
        }
        var names = request.capacityProviders().stream().map(Arns::shortName).toList();
        names.stream()
                .filter(name -> !name.startsWith("FARGATE") && !exists(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("The specified capacity provider '" + name + "' was not found. Specify a valid name"
                            + " or ARN and try again.");
                });
        requireAmong(names, request.defaultCapacityProviderStrategy());
        made.associate(cluster, names, request.defaultCapacityProviderStrategy());
        return PutClusterCapacityProvidersResponse.builder().build();
    }

    private static void requireAmong(List<String> names, List<CapacityProviderStrategyItem> strategy) {
        strategy.stream()
                .map(CapacityProviderStrategyItem::capacityProvider)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("The specified capacity provider strategy cannot contain a capacity provider that is"
                            + " not associated with the cluster: " + name);
                });
    }

    private static ApiError client(String message) {
        return ApiError.badRequest("ClientException", message);
    }

    private static ApiError busy(String message) {
        return ApiError.badRequest("UpdateInProgressException", message);
    }
}

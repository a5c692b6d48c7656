package io.tidegate.simulatedaws.ecs;

import static io.tidegate.simulatedaws.ecs.Requests.MAX_DESCRIBED;
import static io.tidegate.simulatedaws.ecs.Requests.invalid;
import static io.tidegate.simulatedaws.ecs.Requests.page;

import io.tidegate.simulatedaws.backing.Backings;
import io.tidegate.simulatedaws.backing.Backings.ProvidedGroup;
import io.tidegate.simulatedaws.backing.MadeProviders;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderField;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.ManagedDraining;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.ManagedTerminationProtection;

/** DescribeCapacityProviders: those of groups, and the two of Fargate that every account has. */
public final class CapacityProviderApi {
    private static final int DEFAULT_PAGE = 10; // DescribeCapacityProviders: "up to 10 results" (ECS API reference)

    private final Backings backings;
    private final MadeProviders made;
    private final Arns arns;

    public CapacityProviderApi(Backings backings, MadeProviders made, Arns arns) {
        this.backings = backings;
        this.made = made;
        this.arns = arns;
    }

    /** Adds the operation to {@code table}. */
    public void register(OperationTable table) {
        table.on(AwsApi.ECS, DescribeCapacityProvidersRequest.class, (request, id) -> describe(request));
    }

    private DescribeCapacityProvidersResponse describe(DescribeCapacityProvidersRequest request) {
        var named = request.capacityProviders().stream().map(Arns::shortName).toList();
        if (named.size() > MAX_DESCRIBED) {
            throw invalid("Capacity providers must not be more than " + MAX_DESCRIBED + ", were " + named.size());
        }
        var all = all();
        var matching = all.stream()
                .filter(provider -> named.isEmpty() || named.contains(provider.name()))
                .toList();
        if (!request.include().contains(CapacityProviderField.TAGS)) {
            matching = matching.stream()
                    .map(provider -> provider.toBuilder().tags(List.of()).build())
                    .toList();
        }
        var page = page(matching, CapacityProvider::name, request.maxResults(), DEFAULT_PAGE, request.nextToken());
        return DescribeCapacityProvidersResponse.builder()
                .capacityProviders(page.items())
                .failures(named.stream()
                        .filter(name -> all.stream()
                                .noneMatch(provider -> provider.name().equals(name)))
                        .map(name -> EcsShapes.missing(arns.capacityProvider(name)))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private List<CapacityProvider> all() {
        var ofGroups = backings.providers().stream().map(this::shape);
        var ofFargate =
                Stream.of("FARGATE", "FARGATE_SPOT").map(name -> provider(name).build());
        return Stream.of(ofFargate, ofGroups, made.all().stream())
                .flatMap(some -> some)
                .sorted(Comparator.comparing(CapacityProvider::name))
                .toList();
    }

    private CapacityProvider shape(ProvidedGroup provided) {
        var provider = provided.provider();
        return provider(provider.name())
                .autoScalingGroupProvider(group -> group.autoScalingGroupArn(arns.autoScalingGroup(provided.group()))
                        .managedScaling(scaling -> scaling.status(
                                        provider.managedScaling()
                                                ? ManagedScalingStatus.ENABLED
                                                : ManagedScalingStatus.DISABLED)
                                .targetCapacity(provider.targetCapacity())
                                .minimumScalingStepSize(1)
                                .maximumScalingStepSize(10_000)
                                .instanceWarmupPeriod(300))
                        .managedTerminationProtection(ManagedTerminationProtection.DISABLED)
                        .managedDraining(
                                provider.managedDraining() ? ManagedDraining.ENABLED : ManagedDraining.DISABLED))
                .build();
    }

    private CapacityProvider.Builder provider(String name) {
        return CapacityProvider.builder()
                .capacityProviderArn(arns.capacityProvider(name))
                .name(name)
                .status(CapacityProviderStatus.ACTIVE);
    }
}

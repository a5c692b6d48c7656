package io.tidegate.simulatedaws.authorization;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.identity.Caller;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import io.tidegate.simulatedaws.protocol.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What callers may do: everything, until a policy is attached to them; from then on what a statement of their policies
 * allows. A caller is an access key id, or the ARN of the role that it has assumed. Every resource carries the tags that were
 * told, except those that lost them. Not thread-safe.
 */
public final class Permissions {
    private final Map<String, List<Statement>> statements = new HashMap<>();
    private final TreeMap<String, String> tags = new TreeMap<>();
    private final SortedSet<String> untagged = new TreeSet<>();
    private final List<String> denied = new ArrayList<>();
    private final Resources resources;

    /**
     * @param groupOfInstance name of the Auto Scaling group that has an instance
     * @param templateOfName id of the launch template of a name
     */
    public Permissions(
            Function<String, Optional<String>> groupOfInstance,
            Function<String, Optional<String>> templateOfName,
            Arns arns) {
        this.resources = new Resources(groupOfInstance, templateOfName, arns);
    }

    /**
     * Attaches an identity policy to a caller, beside those that are attached.
     *
     * @param policy as JSON
     * @throws IllegalArgumentException naming what is not simulated
     */
    public void attach(String caller, String policy) {
        statements.computeIfAbsent(caller, key -> new ArrayList<>()).addAll(PolicyDocument.parse(policy));
    }

    /** Gives every resource a tag. */
    public void tag(String key, String value) {
        tags.put(key, value);
    }

    /** Takes all tags from the resource whose ARN ends in {@code name}, such as {@code service/demo/web}. */
    public void untag(String name) {
        untagged.add(name);
    }

    /** The actions that were denied so far, each with its resource, in order. */
    public List<String> denied() {
        return List.copyOf(denied);
    }

    /** The error that the call is denied with, if it is. */
    public Optional<ApiError> refusal(Call call, Caller caller) {
        var granted = caller.principal().map(statements::get);
        if (granted.isEmpty()) {
            return Optional.empty();
        }
        var action = action(call);
        var named = resources.of(call.read());
        return named.arns().stream()
                .filter(arn -> !isAllowed(granted.get(), wanted(action, arn, named)))
                .findFirst()
                .map(arn -> deny(call.api(), caller, action, arn));
    }

    private static boolean isAllowed(List<Statement> granted, Wanted wanted) {
        return granted.stream().anyMatch(statement -> statement.allows(wanted));
    }

    private Wanted wanted(String action, String arn, Resources.Named named) {
        var context = new TreeMap<String, String>();
        named.cluster().ifPresent(cluster -> context.put("ecs:cluster", cluster));
        if (untagged.stream().noneMatch(arn::endsWith)) {
            tags.forEach((key, value) -> context.put("aws:ResourceTag/" + key, value));
        }
        return new Wanted(action, arn, context);
    }

    private ApiError deny(AwsApi api, Caller caller, String action, String arn) {
        denied.add(action + " on " + arn);
        var message =
                "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                        .formatted(caller.arn(), action, arn, action);
        return switch (api) {
            case ECS, APPLICATION_AUTO_SCALING, EVENT_BRIDGE -> ApiError.badRequest("AccessDeniedException", message);
            case CLOUD_WATCH -> new ApiError(403, "AccessDeniedException", message).knownInQueryAs("AccessDenied");
            case EC2 -> new ApiError(403, "UnauthorizedOperation", message);
            case SQS, AUTO_SCALING, ELASTIC_LOAD_BALANCING, ELASTIC_LOAD_BALANCING_V2, STS ->
                new ApiError(403, "AccessDenied", message);
        };
    }

    // A batch of messages needs the permission for one of them (SQS developer guide, API permissions).
    private static String action(Call call) {
        var operation = call.api() == AwsApi.SQS ? call.operation().replaceFirst("Batch$", "") : call.operation();
        return prefix(call.api()) + ":" + operation;
    }

    // Service prefixes of IAM actions (Service Authorization Reference).
    private static String prefix(AwsApi api) {
        return switch (api) {
            case APPLICATION_AUTO_SCALING -> "application-autoscaling";
            case EVENT_BRIDGE -> "events";
            case ELASTIC_LOAD_BALANCING_V2 -> "elasticloadbalancing";
            default -> api.modelPackage();
        };
    }
}

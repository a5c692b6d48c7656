package io.tidegate.connectors.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The IAM policy of a part of the program, made from the actions that its code can call.
 *
 * @param file name of its file
 */
public record IamPolicy(String file, Set<AwsAction> actions) {
    /** For the sources, and for {@code plan}, which reads through them: reading, and taking messages from queues. */
    public static final IamPolicy CONNECTORS = new IamPolicy(
            "connectors.json",
            EnumSet.of(
                    AwsAction.DESCRIBE_CLUSTERS,
                    AwsAction.DESCRIBE_CAPACITY_PROVIDERS,
                    AwsAction.LIST_CONTAINER_INSTANCES,
                    AwsAction.DESCRIBE_CONTAINER_INSTANCES,
                    AwsAction.LIST_SERVICES,
                    AwsAction.DESCRIBE_SERVICES,
                    AwsAction.DESCRIBE_TASK_DEFINITION,
                    AwsAction.LIST_TASKS,
                    AwsAction.DESCRIBE_TASKS,
                    AwsAction.DESCRIBE_AUTO_SCALING_GROUPS,
                    AwsAction.DESCRIBE_AUTO_SCALING_INSTANCES,
                    AwsAction.DESCRIBE_LIFECYCLE_HOOKS,
                    AwsAction.DESCRIBE_INSTANCE_REFRESHES,
                    AwsAction.DESCRIBE_IMAGES,
                    AwsAction.DESCRIBE_LAUNCH_TEMPLATES,
                    AwsAction.DESCRIBE_LAUNCH_TEMPLATE_VERSIONS,
                    AwsAction.DESCRIBE_GROUP_POLICIES,
                    AwsAction.DESCRIBE_GROUP_ACTIVITIES,
                    AwsAction.DESCRIBE_GROUP_SCHEDULES,
                    AwsAction.DESCRIBE_TARGET_GROUPS,
                    AwsAction.DESCRIBE_TARGET_HEALTH,
                    AwsAction.DESCRIBE_INSTANCE_HEALTH,
                    AwsAction.DESCRIBE_SCALABLE_TARGETS,
                    AwsAction.DESCRIBE_SCALING_POLICIES,
                    AwsAction.DESCRIBE_SCALING_ACTIVITIES,
                    AwsAction.DESCRIBE_SCHEDULED_ACTIONS,
                    AwsAction.GET_METRIC_DATA,
                    AwsAction.RECEIVE_MESSAGE,
                    AwsAction.DELETE_MESSAGE,
                    AwsAction.CHANGE_MESSAGE_VISIBILITY));

    /** For the executor: what it looks at, and what it changes. */
    public static final IamPolicy EXECUTOR = new IamPolicy(
            "executor.json",
            EnumSet.of(
                    AwsAction.DESCRIBE_SERVICES,
                    AwsAction.UPDATE_SERVICE,
                    AwsAction.DESCRIBE_CONTAINER_INSTANCES,
                    AwsAction.UPDATE_CONTAINER_INSTANCES_STATE,
                    AwsAction.LIST_TASKS,
                    AwsAction.DESCRIBE_TASKS,
                    AwsAction.STOP_TASK,
                    AwsAction.DESCRIBE_AUTO_SCALING_GROUPS,
                    AwsAction.DESCRIBE_AUTO_SCALING_INSTANCES,
                    AwsAction.SET_DESIRED_CAPACITY,
                    AwsAction.UPDATE_AUTO_SCALING_GROUP,
                    AwsAction.TERMINATE_INSTANCE,
                    AwsAction.RECORD_LIFECYCLE_ACTION_HEARTBEAT,
                    AwsAction.COMPLETE_LIFECYCLE_ACTION,
                    AwsAction.DESCRIBE_INSTANCE_REFRESHES,
                    AwsAction.START_INSTANCE_REFRESH,
                    AwsAction.DESCRIBE_IMAGES,
                    AwsAction.DESCRIBE_LAUNCH_TEMPLATES,
                    AwsAction.DESCRIBE_LAUNCH_TEMPLATE_VERSIONS,
                    AwsAction.CREATE_LAUNCH_TEMPLATE_VERSION,
                    AwsAction.MODIFY_LAUNCH_TEMPLATE,
                    AwsAction.DELETE_LAUNCH_TEMPLATE_VERSIONS,
                    AwsAction.DESCRIBE_TARGET_GROUPS,
                    AwsAction.DESCRIBE_TARGET_HEALTH,
                    AwsAction.DESCRIBE_INSTANCE_HEALTH,
                    AwsAction.DEREGISTER_TARGETS,
                    AwsAction.DEREGISTER_INSTANCES,
                    AwsAction.DESCRIBE_SCALABLE_TARGETS,
                    AwsAction.REGISTER_SCALABLE_TARGET));

    /** Beside the executor's where outcomes go to EventBridge. */
    public static final IamPolicy OUTCOME_EVENTS =
            new IamPolicy("outcome-events.json", EnumSet.of(AwsAction.PUT_EVENTS));

    /** For every part where other accounts are reached by a role. */
    public static final IamPolicy ASSUME_ROLE = new IamPolicy("assume-role.json", EnumSet.of(AwsAction.ASSUME_ROLE));

    /** For {@code provision}: what it looks at, what it makes, and what of that it changes and removes. */
    public static final IamPolicy PROVISIONER = new IamPolicy(
            "provisioner.json",
            EnumSet.of(
                    AwsAction.DESCRIBE_CLUSTERS,
                    AwsAction.DESCRIBE_CAPACITY_PROVIDERS,
                    AwsAction.DESCRIBE_AUTO_SCALING_GROUPS,
                    AwsAction.DESCRIBE_LIFECYCLE_HOOKS,
                    AwsAction.UPDATE_AUTO_SCALING_GROUP,
                    AwsAction.DESCRIBE_SCALABLE_TARGETS,
                    AwsAction.REGISTER_SCALABLE_TARGET,
                    AwsAction.GET_QUEUE_URL,
                    AwsAction.GET_QUEUE_ATTRIBUTES,
                    AwsAction.LIST_QUEUE_TAGS,
                    AwsAction.CREATE_QUEUE,
                    AwsAction.TAG_QUEUE,
                    AwsAction.SET_QUEUE_ATTRIBUTES,
                    AwsAction.DELETE_QUEUE,
                    AwsAction.DESCRIBE_RULE,
                    AwsAction.LIST_TARGETS_BY_RULE,
                    AwsAction.LIST_TAGS_OF_RULE,
                    AwsAction.PUT_RULE,
                    AwsAction.TAG_RULE,
                    AwsAction.PUT_TARGETS,
                    AwsAction.REMOVE_TARGETS,
                    AwsAction.DELETE_RULE,
                    AwsAction.CREATE_GROUP,
                    AwsAction.TAG_GROUP,
                    AwsAction.ATTACH_TARGET_GROUPS,
                    AwsAction.DETACH_TARGET_GROUPS,
                    AwsAction.ATTACH_LOAD_BALANCERS,
                    AwsAction.DETACH_LOAD_BALANCERS,
                    AwsAction.DELETE_GROUP,
                    AwsAction.PUT_LIFECYCLE_HOOK,
                    AwsAction.DELETE_LIFECYCLE_HOOK,
                    AwsAction.CREATE_CAPACITY_PROVIDER,
                    AwsAction.TAG_CAPACITY_PROVIDER,
                    AwsAction.UPDATE_CAPACITY_PROVIDER,
                    AwsAction.DELETE_CAPACITY_PROVIDER,
                    AwsAction.PUT_CLUSTER_CAPACITY_PROVIDERS,
                    AwsAction.LIST_TAGS_OF_SCALABLE_TARGET,
                    AwsAction.TAG_SCALABLE_TARGET,
                    AwsAction.DEREGISTER_SCALABLE_TARGET,
                    AwsAction.DESCRIBE_LAUNCH_CONFIGURATIONS,
                    AwsAction.DESCRIBE_LAUNCH_TEMPLATES,
                    AwsAction.CREATE_LAUNCH_TEMPLATE,
                    AwsAction.DELETE_LAUNCH_TEMPLATE,
                    AwsAction.GET_CALLER_IDENTITY));

    private static final String VERSION = "2012-10-17";

    /** Those that are delivered. */
    public static final List<IamPolicy> ALL = List.of(CONNECTORS, EXECUTOR, OUTCOME_EVENTS, ASSUME_ROLE, PROVISIONER);

    public IamPolicy {
        actions = Collections.unmodifiableSet(EnumSet.copyOf(actions));
    }

    /** The policy as JSON; the same arguments give the same bytes. */
    public String json(IamScope scope) {
        return document(actions, scope);
    }

    /**
     * What is needed beside the executor's policy when scalable targets are registered with a role of the scope, as
     * {@code RoleARN}. This version gives none.
     */
    public static String passingRole(IamScope scope) {
        return document(EnumSet.of(AwsAction.PASS_ROLE), scope);
    }

    /** Who may assume a role in another account: {@code principal}, when it tells the external id. */
    public static String trust(String principal, String externalId) {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Effect", "Allow");
        statement.put("Principal", Map.of("AWS", principal));
        statement.put("Action", AwsAction.ASSUME_ROLE.text());
        statement.put("Condition", Map.of("StringEquals", Map.of("sts:ExternalId", externalId)));
        return text(List.of(statement));
    }

    private static String document(Set<AwsAction> actions, IamScope scope) {
        var groups = new LinkedHashMap<Grant, SortedMap<String, AwsAction>>();
        for (var action : actions) {
            groups.computeIfAbsent(new Grant(action.resource(), action.needsTag()), grant -> new TreeMap<>())
                    .put(action.text(), action);
        }
        return text(groups.entrySet().stream()
                .map(entry -> statement(entry.getKey(), entry.getValue(), scope))
                .toList());
    }

    private static Map<String, Object> statement(Grant grant, SortedMap<String, AwsAction> granted, IamScope scope) {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Effect", "Allow");
        statement.put("Action", List.copyOf(granted.keySet()));
        statement.put("Resource", grant.resource().pattern(scope));
        var condition = grant.condition(scope);
        if (!condition.isEmpty()) {
            statement.put("Condition", condition);
        }
        return statement;
    }

    private static String text(List<Map<String, Object>> statements) {
        var document = new LinkedHashMap<String, Object>();
        document.put("Version", VERSION);
        document.put("Statement", statements);
        var lines = new DefaultPrettyPrinter();
        lines.indentArraysWith(new DefaultIndenter("  ", "\n"));
        lines.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return JsonMapper.builder().build().writer(lines).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy must have a text, was " + document, e);
        }
    }

    /** What shares one statement. */
    private record Grant(AwsResource resource, boolean tagged) {
        Map<String, Map<String, String>> condition(IamScope scope) {
            if (tagged) {
                return Map.of("StringEquals", Map.of("aws:ResourceTag/" + scope.tagKey(), scope.tagValue()));
            }
            return switch (resource.scoping()) {
                case CLUSTER -> Map.of("ArnLike", Map.of("ecs:cluster", AwsResource.CLUSTER.pattern(scope)));
                case PASSED ->
                    Map.of("StringEquals", Map.of("iam:PassedToService", "application-autoscaling.amazonaws.com"));
                case NONE, ARN, ARN_AND_TAG -> Map.of();
            };
        }
    }
}

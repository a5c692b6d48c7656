package io.tidegate.connectors.inventory.scaler;

import io.tidegate.connectors.aws.ScalableTargetId;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.AwsScalingPolicy;
import io.tidegate.schemas.naming.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;

/** AWS's own scaling policies and scheduled actions on targets, as they were last told. Thread-safe. */
public final class Scalers {
    // DescribeScalingPolicies and DescribeScheduledActions: at most 50 results a page; of EC2 Auto Scaling 100 (API
    // references).
    private static final int PAGE = 50;
    private static final int GROUP_PAGE = 100;

    /** More than these of one namespace are not read: an account has a quota of a few thousand targets. */
    private static final int MAX_PAGES = 100;

    private static final int MAX_OF_ONE_TARGET = 20;
    private static final String SCHEDULED = "ScheduledAction";
    private static final Comparator<AwsScalingPolicy> ORDER =
            Comparator.comparing(AwsScalingPolicy::getType).thenComparing(AwsScalingPolicy::getName);

    private final Map<String, List<AwsScalingPolicy>> known = new ConcurrentHashMap<>();
    private final ScalerApi api;
    private final SourceCounters counters;

    public Scalers(ScalerApi api, SourceCounters counters) {
        this.api = api;
        this.counters = counters;
    }

    /** Those of a target; empty while they were not told. */
    public Optional<List<AwsScalingPolicy>> of(String target) {
        return Optional.ofNullable(known.get(target));
    }

    /** Reads those of scalable targets of one namespace. */
    public void read(String namespace, List<? extends Target> targets) {
        var found = new HashMap<ScalableTargetId, List<AwsScalingPolicy>>();
        var policies = DescribeScalingPoliciesRequest.builder()
                .serviceNamespace(namespace)
                .maxResults(PAGE);
        pages(token -> {
            var answer = api.policies(policies.nextToken(token).build());
            answer.scalingPolicies()
                    .forEach(policy -> add(
                            found,
                            new ScalableTargetId(
                                    policy.serviceNamespaceAsString(),
                                    policy.resourceId(),
                                    policy.scalableDimensionAsString()),
                            new AwsScalingPolicy(policy.policyName(), policy.policyTypeAsString())));
            return answer.nextToken();
        });
        var actions = DescribeScheduledActionsRequest.builder()
                .serviceNamespace(namespace)
                .maxResults(PAGE);
        pages(token -> {
            var answer = api.actions(actions.nextToken(token).build());
            answer.scheduledActions()
                    .forEach(action -> add(
                            found,
                            new ScalableTargetId(
                                    action.serviceNamespaceAsString(),
                                    action.resourceId(),
                                    action.scalableDimensionAsString()),
                            new AwsScalingPolicy(action.scheduledActionName(), SCHEDULED)));
            return answer.nextToken();
        });
        targets.forEach(target -> keep(target.text(), found.get(ScalableTargetId.of(target))));
    }

    /**
     * Reads those of groups; a policy that is switched off is none.
     *
     * @param targets what is observed of each group, by the group's name
     */
    public void readGroups(Map<String, List<String>> targets) {
        var found = new HashMap<String, List<AwsScalingPolicy>>();
        var policies = DescribePoliciesRequest.builder().maxRecords(GROUP_PAGE);
        pages(token -> {
            var answer = api.groupPolicies(policies.nextToken(token).build());
            answer.scalingPolicies().stream()
                    .filter(policy -> !Boolean.FALSE.equals(policy.enabled()))
                    .forEach(policy -> add(
                            found,
                            policy.autoScalingGroupName(),
                            new AwsScalingPolicy(policy.policyName(), policy.policyType())));
            return answer.nextToken();
        });
        var actions = software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest.builder()
                .maxRecords(GROUP_PAGE);
        pages(token -> {
            var answer = api.groupActions(actions.nextToken(token).build());
            answer.scheduledUpdateGroupActions()
                    .forEach(action -> add(
                            found,
                            action.autoScalingGroupName(),
                            new AwsScalingPolicy(action.scheduledActionName(), SCHEDULED)));
            return answer.nextToken();
        });
        targets.forEach((group, observed) -> observed.forEach(target -> keep(target, found.get(group))));
    }

    private void pages(Function<@Nullable String, @Nullable String> ask) {
        @Nullable String token = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            counters.countRead();
            token = ask.apply(token);
            if (token == null || token.isEmpty()) {
                return;
            }
        }
    }

    private static <K> void add(Map<K, List<AwsScalingPolicy>> found, K key, AwsScalingPolicy policy) {
        found.computeIfAbsent(key, _ -> new ArrayList<>()).add(policy);
    }

    private void keep(String target, @Nullable List<AwsScalingPolicy> found) {
        known.put(
                target,
                found == null
                        ? List.of()
                        : found.stream().sorted(ORDER).limit(MAX_OF_ONE_TARGET).toList());
    }
}

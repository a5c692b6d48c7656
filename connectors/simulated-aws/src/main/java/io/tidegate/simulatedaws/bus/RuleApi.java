package io.tidegate.simulatedaws.bus;

import io.tidegate.simulatedaws.bus.EventRules.Rule;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListRulesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The operations of EventBridge about rules: on the default bus, with patterns, and queues or topics as plain targets. */
public final class RuleApi {
    private static final Pattern NAME = Pattern.compile("[.A-Za-z0-9_-]{1,64}");
    private static final int MOST_TARGETS = 5; // "5 targets per rule" (EventBridge quotas)
    private static final int MOST_LISTED = 100; // ListRules and ListTargetsByRule: Limit is 1 to 100

    private final EventRules rules;
    private final Arns arns;

    public RuleApi(EventRules rules, Arns arns) {
        this.rules = rules;
        this.arns = arns;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var api = AwsApi.EVENT_BRIDGE;
        table.on(api, PutRuleRequest.class, (request, id) -> put(request))
                .on(api, DescribeRuleRequest.class, (request, id) -> describe(request))
                .on(api, ListRulesRequest.class, (request, id) -> list(request))
                .on(api, ListTagsForResourceRequest.class, (request, id) -> tags(request))
                .on(api, TagResourceRequest.class, (request, id) -> tag(request))
                .on(api, DeleteRuleRequest.class, (request, id) -> delete(request))
                .on(api, PutTargetsRequest.class, (request, id) -> put(request))
                .on(api, ListTargetsByRuleRequest.class, (request, id) -> list(request))
                .on(api, RemoveTargetsRequest.class, (request, id) -> remove(request));
    }

    private PutRuleResponse put(PutRuleRequest request) {
        checkBus(request.eventBusName());
        var name = String.valueOf(request.name());
        if (!NAME.matcher(name).matches()) {
            throw invalid("Name must match " + NAME + ", was " + name);
        }
        if (request.scheduleExpression() != null || request.eventPattern() == null) {
            throw invalid("Rules must have an EventPattern and no ScheduleExpression to be simulated, but " + name
                    + " has ScheduleExpression " + request.scheduleExpression());
        }
        var old = rules.find(name);
        // "If you are updating an existing rule, any tags you specify in the PutRule operation are not updated."
        var tags = old.map(Rule::tags)
                .orElseGet(() -> request.tags().stream()
                        .collect(Collectors.toMap(Tag::key, Tag::value, (first, last) -> last, TreeMap::new)));
        rules.put(new Rule(
                name,
                EventPattern.parse(request.eventPattern()),
                request.state() != RuleState.DISABLED,
                request.description(),
                tags,
                old.map(Rule::targets).orElseGet(LinkedHashMap::new)));
        return PutRuleResponse.builder().ruleArn(arns.rule(name)).build();
    }

    private DescribeRuleResponse describe(DescribeRuleRequest request) {
        var rule = rule(request.eventBusName(), request.name());
        return DescribeRuleResponse.builder()
                .name(rule.name())
                .arn(arns.rule(rule.name()))
                .eventPattern(rule.pattern().text())
                .state(state(rule))
                .description(rule.description())
                .eventBusName("default")
                .createdBy(arns.place().account())
                .build();
    }

    private ListRulesResponse list(ListRulesRequest request) {
        checkBus(request.eventBusName());
        var prefix = request.namePrefix() == null ? "" : request.namePrefix();
        var matching = rules.all().stream()
                .filter(rule -> rule.name().startsWith(prefix))
                .toList();
        var page = Page.after(request.nextToken(), matching, Rule::name, limit(request.limit()))
                .orElseThrow(() -> invalid("NextToken is not valid"));
        return ListRulesResponse.builder()
                .rules(page.items().stream().map(this::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private software.amazon.awssdk.services.eventbridge.model.Rule shape(Rule rule) {
        return software.amazon.awssdk.services.eventbridge.model.Rule.builder()
                .name(rule.name())
                .arn(arns.rule(rule.name()))
                .eventPattern(rule.pattern().text())
                .state(state(rule))
                .description(rule.description())
                .eventBusName("default")
                .build();
    }

    private ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        var rule = ofArn(request.resourceARN());
        return ListTagsForResourceResponse.builder()
                .tags(rule.tags().entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private TagResourceResponse tag(TagResourceRequest request) {
        var tags = ofArn(request.resourceARN()).tags();
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return TagResourceResponse.builder().build();
    }

    private Rule ofArn(@Nullable String arn) {
        return rules.all().stream()
                .filter(one -> arns.rule(one.name()).equals(arn))
                .findFirst()
                .orElseThrow(() -> notFound("Resource " + arn + " does not exist."));
    }

    private DeleteRuleResponse delete(DeleteRuleRequest request) {
        checkBus(request.eventBusName());
        var name = String.valueOf(request.name());
        if (!rules.find(name).map(Rule::targets).orElseGet(LinkedHashMap::new).isEmpty()) {
            throw invalid("Rule can't be deleted since it has targets.");
        }
        rules.remove(name);
        return DeleteRuleResponse.builder().build();
    }

    private PutTargetsResponse put(PutTargetsRequest request) {
        var targets = rule(request.eventBusName(), request.rule()).targets();
        request.targets().forEach(RuleApi::check);
        var next = new LinkedHashMap<>(targets);
        request.targets().forEach(target -> next.put(target.id(), target.arn()));
        if (next.size() > MOST_TARGETS) {
            throw ApiError.badRequest(
                    "LimitExceededException",
                    "The requested resource exceeds the maximum number allowed: " + MOST_TARGETS + " targets, were "
                            + next.size() + ".");
        }
        targets.putAll(next);
        return PutTargetsResponse.builder().failedEntryCount(0).build();
    }

    private static void check(Target target) {
        var arn = String.valueOf(target.arn());
        if (!arn.startsWith("arn:aws:sqs:") && !arn.startsWith("arn:aws:sns:")) {
            throw invalid("Targets must be queues or topics to be simulated, but " + target.id() + " was " + arn);
        }
        var plain = Target.builder().id(target.id()).arn(target.arn()).roleArn(target.roleArn());
        if (target.id() == null || !target.equals(plain.build())) {
            throw invalid("Targets must have an Id, an Arn and no transformation to be simulated, but was " + target);
        }
    }

    private ListTargetsByRuleResponse list(ListTargetsByRuleRequest request) {
        var targets = rule(request.eventBusName(), request.rule()).targets();
        var sorted = new TreeMap<>(targets).entrySet().stream().toList();
        var page = Page.after(request.nextToken(), sorted, Map.Entry::getKey, limit(request.limit()))
                .orElseThrow(() -> invalid("NextToken is not valid"));
        return ListTargetsByRuleResponse.builder()
                .targets(page.items().stream()
                        .map(target -> Target.builder()
                                .id(target.getKey())
                                .arn(target.getValue())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private RemoveTargetsResponse remove(RemoveTargetsRequest request) {
        rule(request.eventBusName(), request.rule()).targets().keySet().removeAll(request.ids());
        return RemoveTargetsResponse.builder().failedEntryCount(0).build();
    }

    private Rule rule(@Nullable String bus, @Nullable String name) {
        checkBus(bus);
        return rules.find(String.valueOf(name))
                .orElseThrow(() -> notFound("Rule " + name + " does not exist on EventBus default."));
    }

    private static void checkBus(@Nullable String bus) {
        if (bus != null && !Arns.shortName(bus).equals("default")) {
            throw notFound("Event bus " + bus + " does not exist.");
        }
    }

    private static int limit(@Nullable Integer wanted) {
        int limit = wanted == null ? MOST_LISTED : wanted;
        if (limit < 1 || limit > MOST_LISTED) {
            throw invalid("Limit must be between 1 and " + MOST_LISTED + ", was " + limit);
        }
        return limit;
    }

    private static RuleState state(Rule rule) {
        return rule.enabled() ? RuleState.ENABLED : RuleState.DISABLED;
    }

    private static ApiError notFound(String message) {
        return ApiError.badRequest("ResourceNotFoundException", message);
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("ValidationException", message);
    }
}

package io.tidegate.connectors.provision.call;

import io.tidegate.connectors.provision.CanonicalJson;
import io.tidegate.connectors.provision.EventRule;
import io.tidegate.connectors.provision.Marker;
import io.tidegate.connectors.provision.Members;
import io.tidegate.connectors.provision.RuleChange;
import io.tidegate.connectors.provision.Stands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Rules of the default event bus. */
record RuleCalls(EventBridgeClient events) {
    private static final Tag TAG =
            Tag.builder().key(Marker.KEY).value(Marker.VALUE).build();

    Optional<Stands> read(EventRule rule) {
        try {
            var found = events.describeRule(request -> request.name(rule.name()));
            var members = new TreeMap<String, String>();
            members.put("EventPattern", CanonicalJson.reordered(String.valueOf(found.eventPattern())));
            members.put("State", found.stateAsString());
            targets(rule).forEach(target -> members.put("Targets[%s]".formatted(target.id()), target.arn()));
            var tags = events.listTagsForResource(request -> request.resourceARN(found.arn()))
                    .tags();
            return Optional.of(new Stands(rule.id(), tags.contains(TAG), new Members(members)));
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    void apply(RuleChange change) {
        var rule = change.rule();
        switch (change) {
            case RuleChange.PutRule _ ->
                events.putRule(request -> request.name(rule.name())
                        .eventPattern(rule.pattern())
                        .state(RuleState.ENABLED)
                        .description("Tells Tidegate of " + rule.events().text())
                        .tags(TAG));
            case RuleChange.TagResource tag ->
                events.tagResource(request -> request.resourceARN(tag.arn()).tags(TAG));
            case RuleChange.PutTargets put ->
                requireNone(
                        events
                                .putTargets(request -> request.rule(rule.name()).targets(target(put.arn())))
                                .failedEntries()
                                .stream()
                                .map(PutTargetsResultEntry::errorMessage)
                                .toList());
            case RuleChange.RemoveTargets _ -> removeTargets(rule);
            case RuleChange.DeleteRule _ -> events.deleteRule(request -> request.name(rule.name()));
        }
    }

    private static Target target(String arn) {
        return Target.builder().id(EventRule.TARGET).arn(arn).build();
    }

    private void removeTargets(EventRule rule) {
        var ids = targets(rule).stream().map(Target::id).toList();
        if (!ids.isEmpty()) {
            requireNone(
                    events.removeTargets(request -> request.rule(rule.name()).ids(ids)).failedEntries().stream()
                            .map(RemoveTargetsResultEntry::errorMessage)
                            .toList());
        }
    }

    private List<Target> targets(EventRule rule) {
        var all = new ArrayList<Target>();
        @Nullable String token = null;
        do {
            String from = token;
            var page = events.listTargetsByRule(
                    request -> request.rule(rule.name()).nextToken(from));
            all.addAll(page.targets());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    // The call succeeds where its entries do not.
    private static void requireNone(List<String> failures) {
        if (!failures.isEmpty()) {
            throw new IllegalStateException("targets must be taken by EventBridge, were not: " + failures);
        }
    }
}

package io.tidegate.simulatedaws.bus;

import io.tidegate.simulatedaws.queue.MessageTargets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** The rules of the default bus, and where they send what they are for. Not thread-safe. */
public final class EventRules {
    /**
     * A rule.
     *
     * @param targets ARNs by their ids, in the order in which they were put
     */
    record Rule(
            String name,
            EventPattern pattern,
            boolean enabled,
            @Nullable String description,
            Map<String, String> tags,
            LinkedHashMap<String, String> targets) {}

    private final TreeMap<String, Rule> rules = new TreeMap<>();
    private final MessageTargets messageTargets;

    public EventRules(MessageTargets messageTargets) {
        this.messageTargets = messageTargets;
    }

    void put(Rule rule) {
        rules.put(rule.name(), rule);
    }

    void remove(String name) {
        rules.remove(name);
    }

    Optional<Rule> find(String name) {
        return Optional.ofNullable(rules.get(name));
    }

    /** In order of name. */
    List<Rule> all() {
        return List.copyOf(rules.values());
    }

    /** Sends an event where the rules say; what a target does not take is lost. */
    void follow(String event) {
        if (rules.isEmpty()) {
            return; // Most worlds have none, and many events.
        }
        var node = JsonNode.parser().parse(event);
        rules.values().stream()
                .filter(rule -> rule.enabled() && rule.pattern().matches(node))
                .flatMap(rule -> rule.targets().values().stream())
                .forEach(arn -> messageTargets.deliver(arn, "AWS Notification Message", event));
    }
}

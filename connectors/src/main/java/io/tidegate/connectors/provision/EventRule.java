package io.tidegate.connectors.provision;

import java.util.Map;

/**
 * A rule of the default event bus that sends to the queue.
 *
 * @param queue its name
 */
public record EventRule(String queue, InstanceEvents events) implements Resource {
    /** The id of the target that is the queue. */
    public static final String TARGET = "tidegate";

    /** {@code <queue>-<events>}. */
    public String name() {
        return queue + "-" + events.text();
    }

    @Override
    public ResourceId id() {
        return new ResourceId(Kind.RULE, name());
    }

    /** What makes it the rule that it is. */
    public String pattern() {
        return events.pattern();
    }

    /** ARN of the queue. */
    public String target(Home home) {
        return home.queue(queue);
    }

    Members members(Home home) {
        return new Members(
                Map.of("EventPattern", pattern(), "State", "ENABLED", "Targets[%s]".formatted(TARGET), target(home)));
    }
}

package io.tidegate.connectors.provision;

import java.util.List;

/** Changes of a rule. */
public sealed interface RuleChange extends Change {
    EventRule rule();

    @Override
    default ResourceId subject() {
        return rule().id();
    }

    @Override
    default String call() {
        return "events:" + getClass().getSimpleName();
    }

    /** Makes it with its tag, or sets what differs; the call is the same. */
    record PutRule(EventRule rule, List<Difference> sets) implements RuleChange {}

    /** Takes it over. */
    record TagResource(EventRule rule, String arn) implements RuleChange {}

    /**
     * Lets it send to the queue; other targets stay.
     *
     * @param arn of the queue
     */
    record PutTargets(EventRule rule, String arn, List<Difference> sets) implements RuleChange {}

    /** Removes all its targets, without which it could not be deleted. */
    record RemoveTargets(EventRule rule) implements RuleChange {}

    /** Removes it. */
    record DeleteRule(EventRule rule) implements RuleChange {}
}

package io.tidegate.connectors.provision;

import java.util.List;

/** One call to AWS that changes something, in the words of the API. */
public sealed interface Change
        permits QueueChange,
                RuleChange,
                TemplateChange,
                GroupChange,
                HookChange,
                ProviderChange,
                ClusterChange,
                TargetChange {

    /** The resource that it is about. */
    ResourceId subject();

    /** For example {@code sqs:CreateQueue}. */
    String call();

    /** What it sets; empty where there is nothing to say of it. */
    default List<Difference> sets() {
        return List.of();
    }

    /** Whether it makes something that must not stand already. */
    default boolean creates() {
        return false;
    }
}

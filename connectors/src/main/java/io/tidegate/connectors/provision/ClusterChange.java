package io.tidegate.connectors.provision;

import java.util.List;

/** Changes of what a cluster can run tasks on. */
public sealed interface ClusterChange extends Change {
    ClusterProviders cluster();

    @Override
    default ResourceId subject() {
        return cluster().id();
    }

    @Override
    default String call() {
        return "ecs:" + getClass().getSimpleName();
    }

    /**
     * Sets all its capacity providers and its default strategy, for AWS takes them together only.
     *
     * @param whole what it shall have then
     */
    record PutClusterCapacityProviders(ClusterProviders cluster, Members whole, List<Difference> sets)
            implements ClusterChange {

        /** All its providers. */
        public List<String> providers() {
            return whole.list(ClusterProviders.PROVIDERS);
        }

        /** Its default strategy. */
        public List<ClusterProviders.StrategyItem> strategy() {
            return whole.list(ClusterProviders.STRATEGY).stream()
                    .map(ClusterProviders.StrategyItem::parse)
                    .toList();
        }
    }
}

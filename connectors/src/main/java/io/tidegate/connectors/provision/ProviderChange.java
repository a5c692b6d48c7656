package io.tidegate.connectors.provision;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Changes of a capacity provider. */
public sealed interface ProviderChange extends Change {
    Provider provider();

    @Override
    default ResourceId subject() {
        return provider().id();
    }

    @Override
    default String call() {
        return "ecs:" + getClass().getSimpleName();
    }

    /** Makes it with its tag. */
    record CreateCapacityProvider(Provider provider, List<Difference> sets) implements ProviderChange {
        @Override
        public boolean creates() {
            return true;
        }
    }

    /** Sets tags, the one that makes it ours among them where it is taken over. */
    record TagResource(Provider provider, String arn, List<Tag> tags, List<Difference> sets) implements ProviderChange {
        public TagResource {
            tags = List.copyOf(tags);
        }
    }

    /** Sets how it scales, protects and drains. */
    record UpdateCapacityProvider(Provider provider, List<Difference> sets) implements ProviderChange {}

    /** Removes it; its group stays. */
    record DeleteCapacityProvider(Provider provider) implements ProviderChange {}
}

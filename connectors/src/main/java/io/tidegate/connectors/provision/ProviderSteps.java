package io.tidegate.connectors.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls for a capacity provider: itself, and its tags. */
record ProviderSteps(Provider provider, String arn) implements Steps {
    static ProviderSteps of(Provider provider, Home home) {
        return new ProviderSteps(provider, home.provider(provider.name()));
    }

    @Override
    public ResourceId id() {
        return provider.id();
    }

    @Override
    public Members made() {
        return provider.members();
    }

    @Override
    public List<ProviderChange> create() {
        return List.of(new ProviderChange.CreateCapacityProvider(provider, made().anew()));
    }

    @Override
    public ProviderChange adopt() {
        return new ProviderChange.TagResource(provider, arn, List.of(Provider.marker()), List.of());
    }

    @Override
    public List<ProviderChange> update(Stands stands, List<Difference> differences) {
        var tags = Difference.within(Provider.TAGS, differences);
        var own = Difference.outside(Provider.TAGS, differences);
        var steps = new ArrayList<ProviderChange>();
        if (!tags.isEmpty()) {
            steps.add(new ProviderChange.TagResource(provider, arn, provider.tags(tags), tags));
        }
        if (!own.isEmpty()) {
            steps.add(new ProviderChange.UpdateCapacityProvider(provider, own));
        }
        return steps;
    }

    // UpdateCapacityProvider has no such member.
    @Override
    public Optional<String> refusal(Optional<List<Difference>> differences) {
        return differences.stream()
                .flatMap(List::stream)
                .filter(difference -> difference.member().equals(Provider.GROUP))
                .findFirst()
                .map(difference -> "%s must keep its group %s, for AWS cannot change it, was to get %s"
                        .formatted(id(), difference.is().orElse("none"), difference.wanted()));
    }
}

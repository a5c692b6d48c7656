package io.tidegate.simulatedaws.backing;

import io.tidegate.simulatedaws.physics.Latency;
import io.tidegate.simulatedaws.physics.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/**
 * Capacity providers that callers made, and what clusters were told to use; each change takes its time, and ECS takes no other
 * until then. They are described, and neither scale nor drain anything. Not thread-safe.
 */
public final class MadeProviders {
    private static final Latency CHANGE = Latency.ofSeconds(5, 20);

    private final TreeMap<String, CapacityProvider> providers = new TreeMap<>();
    private final TreeMap<String, Association> associations = new TreeMap<>();
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Latency change;

    /**
     * None yet.
     *
     * @param pace divides how long changes take
     */
    public MadeProviders(Timeline timeline, RandomGenerator random, double pace) {
        this.timeline = timeline;
        this.random = random;
        this.change = CHANGE.dividedBy(pace);
    }

    /**
     * What a cluster was told to use.
     *
     * @param busy whether that is still being changed
     */
    public record Association(List<String> providers, List<CapacityProviderStrategyItem> strategy, boolean busy) {
        public Association {
            providers = List.copyOf(providers);
            strategy = List.copyOf(strategy);
        }
    }

    /** In order of name; those that were deleted too, as inactive. */
    public List<CapacityProvider> all() {
        return List.copyOf(providers.values());
    }

    /** One that is there. */
    public Optional<CapacityProvider> find(String name) {
        return Optional.ofNullable(providers.get(name))
                .filter(provider -> provider.status() != CapacityProviderStatus.INACTIVE);
    }

    /** Adds or replaces one, which is {@code during} for a while and {@code then} after that. */
    public void change(CapacityProvider during, CapacityProvider then) {
        put(during);
        later(() -> put(then));
    }

    /** Changes what takes no time. */
    public void put(CapacityProvider next) {
        providers.put(next.name(), next);
    }

    /** What a cluster was told, or null when it was told nothing. */
    public @Nullable Association of(String cluster) {
        return associations.get(cluster);
    }

    /** Whether a cluster was told to use a provider. */
    public boolean isUsed(String provider) {
        return associations.values().stream()
                .flatMap(association -> Stream.of(association.providers()))
                .anyMatch(names -> names.contains(provider));
    }

    /** Tells a cluster what to use. */
    public void associate(String cluster, List<String> names, List<CapacityProviderStrategyItem> strategy) {
        associations.put(cluster, new Association(names, strategy, true));
        later(() -> associations.put(cluster, new Association(names, strategy, false)));
    }

    private void later(Runnable action) {
        timeline.at(timeline.now().plus(change.draw(random)), action);
    }
}

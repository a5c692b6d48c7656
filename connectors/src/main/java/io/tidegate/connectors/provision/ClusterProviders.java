package io.tidegate.connectors.provision;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The capacity providers of a cluster that somebody else makes.
 *
 * @param providers that it shall have
 * @param keepOthers whether those that it has beside them stay
 * @param strategy the default one; empty for what stands
 */
public record ClusterProviders(
        String cluster, List<String> providers, boolean keepOthers, Optional<List<StrategyItem>> strategy)
        implements Resource {
    static final String PROVIDERS = "capacityProviders";
    static final String STRATEGY = "defaultCapacityProviderStrategy";

    public ClusterProviders {
        providers = List.copyOf(providers);
        strategy = strategy.map(List::copyOf);
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("capacityProviders must name at least one, was empty");
        }
        var known = providers;
        if (!keepOthers) {
            strategy.stream().flatMap(List::stream).forEach(item -> requireOneOf(known, item));
        }
    }

    private static void requireOneOf(List<String> providers, StrategyItem item) {
        if (!providers.contains(item.provider())) {
            throw new IllegalArgumentException("defaultStrategy must name capacityProviders of the cluster, was \"%s\""
                    .formatted(item.provider()));
        }
    }

    /**
     * A part of the default strategy.
     *
     * @param weight share of the tasks beyond all bases
     * @param base how many tasks it gets first
     */
    public record StrategyItem(String provider, int weight, int base) {
        public StrategyItem {
            // CapacityProviderStrategyItem (ECS API reference).
            if (weight < 0 || weight > 1_000) {
                throw new IllegalArgumentException("weight must be 0 to 1000, was " + weight);
            }
            if (base < 0 || base > 100_000) {
                throw new IllegalArgumentException("base must be 0 to 100000, was " + base);
            }
        }

        String text() {
            return "%s weight=%d base=%d".formatted(provider, weight, base);
        }

        static StrategyItem parse(String text) {
            var parts = text.split(" (weight|base)=", -1);
            return new StrategyItem(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
    }

    @Override
    public ResourceId id() {
        return new ResourceId(Kind.CLUSTER, cluster);
    }

    /** What the cluster shall have, given what it has. */
    Members members(Members standing) {
        var all = new TreeSet<>(providers);
        if (keepOthers) {
            all.addAll(standing.list(PROVIDERS));
        }
        return members(all, strategy.orElseGet(() -> strategyOf(standing, all::contains)));
    }

    /** What it shall have without {@code gone}. */
    static Members without(Members standing, Predicate<String> gone) {
        var kept = standing.list(PROVIDERS).stream().filter(gone.negate()).toList();
        return members(new TreeSet<>(kept), strategyOf(standing, kept::contains));
    }

    // A default strategy can name only what the cluster has.
    private static List<StrategyItem> strategyOf(Members standing, Predicate<String> kept) {
        return standing.list(STRATEGY).stream()
                .map(StrategyItem::parse)
                .filter(item -> kept.test(item.provider()))
                .toList();
    }

    /** As members, for what stands and what shall. */
    public static Members members(TreeSet<String> providers, List<StrategyItem> strategy) {
        var members = new TreeMap<String, String>();
        members.put(PROVIDERS, String.join(",", providers));
        members.put(STRATEGY, strategy.stream().map(StrategyItem::text).sorted().collect(Collectors.joining(",")));
        return new Members(members);
    }
}

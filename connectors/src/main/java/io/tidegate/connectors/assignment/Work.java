package io.tidegate.connectors.assignment;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.tidegate.connectors.cloudwatch.CloudWatchQuery;
import io.tidegate.connectors.http.HttpQuery;
import io.tidegate.connectors.inventory.Watched;
import io.tidegate.connectors.inventory.WatchedService;
import io.tidegate.connectors.inventory.cluster.WatchedCluster;
import io.tidegate.connectors.inventory.hook.WatchedHooks;
import io.tidegate.connectors.inventory.image.WatchedTemplate;
import io.tidegate.schemas.naming.Series;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the sources of this instance poll: each query once, however many policies want it. Immutable.
 *
 * @param policies how many policies it comes from
 * @param conflicts what is left out because of a policy whose name sorts before
 */
public record Work(
        int policies,
        List<CloudWatchQuery> cloudWatch,
        List<HttpQuery> http,
        Watched watched,
        List<Conflict> conflicts) {

    /** Nothing to do. */
    public static final Work NONE = new Work(0, List.of(), List.of(), Watched.NONE, List.of());

    /** Something that is left out. */
    public sealed interface Conflict {
        String policy();

        /** Another query of the same source writes the same series: their samples would replace each other. */
        record OfSeries(String policy, String series) implements Conflict {}

        /** The instances of the cluster are said to be of another group. */
        record OfCluster(String policy, String cluster) implements Conflict {}
    }

    public Work {
        cloudWatch = List.copyOf(cloudWatch);
        http = List.copyOf(http);
        conflicts = List.copyOf(conflicts);
    }

    /** The queries of one account and region. */
    public List<CloudWatchQuery> cloudWatch(Place place) {
        return cloudWatch.stream().filter(query -> query.place().equals(place)).toList();
    }

    /** The groups of one account and region whose lifecycle hooks somebody answers. */
    public Set<Target.Group> hooked(Place place) {
        return watched.hooks().stream()
                .filter(answered -> answered.target().place().equals(place))
                .flatMap(answered -> answered.groups().stream())
                .map(name -> new Target.Group(place, name))
                .collect(toCollection(LinkedHashSet::new));
    }

    /**
     * The work of some policies, given in the order of their names. Shadows have polled what nobody else does, and change
     * nothing about the rest.
     */
    public static Work of(Collection<PolicyView> policies) {
        var real = merged(policies.stream().filter(policy -> !policy.shadow()).toList());
        var shadows = merged(policies.stream().filter(PolicyView::shadow).toList());
        return real.with(shadows);
    }

    private Work with(Work shadows) {
        var polled = Stream.concat(
                        cloudWatch.stream().map(Work::series), http.stream().map(Work::series))
                .collect(toSet());
        var observed = watched.services().stream().map(WatchedService::target).collect(toSet());
        return new Work(
                policies + shadows.policies,
                plus(cloudWatch, shadows.cloudWatch, query -> !polled.contains(series(query))),
                plus(http, shadows.http, query -> !polled.contains(series(query))),
                new Watched(
                        plus(
                                watched.services(),
                                shadows.watched.services(),
                                service -> !observed.contains(service.target())),
                        plus(
                                watched.groups(),
                                shadows.watched.groups(),
                                group -> !watched.groups().contains(group)),
                        plus(
                                watched.scalables(),
                                shadows.watched.scalables(),
                                scalable -> !watched.scalables().contains(scalable)),
                        watched.clusters(),
                        watched.hooks(),
                        watched.templates()),
                plus(conflicts, shadows.conflicts, _ -> true));
    }

    private static <T> List<T> plus(List<T> real, List<T> shadows, Predicate<T> isMore) {
        return Stream.concat(real.stream(), shadows.stream().filter(isMore)).toList();
    }

    private static String series(CloudWatchQuery query) {
        return Series.of(query.sampleName(), query.dimensions());
    }

    private static String series(HttpQuery query) {
        return Series.of(query.sampleName(), query.dimensions());
    }

    private static Work merged(Collection<PolicyView> policies) {
        var conflicts = new ArrayList<Conflict>();
        var cloudWatch = new LinkedHashMap<String, CloudWatchQuery>();
        var http = new LinkedHashMap<String, HttpQuery>();
        var services = new LinkedHashMap<Target.EcsService, WatchedService>();
        var groups = new LinkedHashSet<Target.Group>();
        var scalables = new LinkedHashSet<Target.Scalable>();
        var clusters = new LinkedHashMap<String, WatchedCluster>();
        var hooks = new LinkedHashMap<String, WatchedHooks>();
        var templates = new LinkedHashMap<String, WatchedTemplate>();
        for (var policy : policies) {
            for (var query : policy.cloudWatch()) {
                var series = series(query);
                if (!add(cloudWatch, series, query, CloudWatchQuery::merged)) {
                    conflicts.add(new Conflict.OfSeries(policy.name(), series));
                }
            }
            for (var query : policy.http()) {
                var series = series(query);
                if (!add(http, series, query, HttpQuery::merged)) {
                    conflicts.add(new Conflict.OfSeries(policy.name(), series));
                }
            }
            var watched = policy.watched();
            watched.services().forEach(service -> services.merge(service.target(), service, WatchedService::merged));
            groups.addAll(watched.groups());
            scalables.addAll(watched.scalables());
            // Of two policies of one target the deciders hold the later.
            watched.hooks()
                    .forEach(answered -> hooks.putIfAbsent(answered.target().text(), answered));
            watched.templates()
                    .forEach(template -> templates.putIfAbsent(template.target().text(), template));
            for (var cluster : watched.clusters()) {
                var text = cluster.target().text();
                if (!add(clusters, text, cluster, WatchedCluster::merged)) {
                    conflicts.add(new Conflict.OfCluster(policy.name(), text));
                }
            }
        }
        return new Work(
                policies.size(),
                List.copyOf(cloudWatch.values()),
                List.copyOf(http.values()),
                new Watched(
                        List.copyOf(services.values()),
                        List.copyOf(groups),
                        List.copyOf(scalables),
                        List.copyOf(clusters.values()),
                        List.copyOf(hooks.values()),
                        List.copyOf(templates.values())),
                conflicts);
    }

    /** Adds what is wanted under a name or merges it into what is there; false when that cannot be. */
    private static <Q> boolean add(Map<String, Q> byName, String name, Q wanted, BiFunction<Q, Q, Optional<Q>> merge) {
        var present = byName.get(name);
        var merged = present == null ? Optional.of(wanted) : merge.apply(present, wanted);
        merged.ifPresent(one -> byName.put(name, one));
        return merged.isPresent();
    }
}

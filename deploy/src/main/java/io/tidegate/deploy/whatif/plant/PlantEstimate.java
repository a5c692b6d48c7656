package io.tidegate.deploy.whatif.plant;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ObservedCluster;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Learns how targets follow orders from what a past tells: when commands were applied, and what was desired and ran at each look.
 * A target of which too little was seen is taken to follow as all of its kind do. Not thread-safe.
 */
public final class PlantEstimate {
    /** So many starts tell the usual delay of a target to a few percent of its spread. */
    static final int ENOUGH = 50;

    private static final int FEW = 5;
    private static final long A_DAY = 86_400_000;

    private final Map<String, Following> targets = new TreeMap<>();
    private final Map<String, Pool> pools = new TreeMap<>();
    private final Map<String, Following> groups = new TreeMap<>();
    private final Set<String> placed = new TreeSet<>();
    private long begun = Long.MIN_VALUE;

    /** What all targets of a kind took. */
    private record Pool(Reservoir starts, Reservoir stops) {
        Pool() {
            this(new Reservoir(), new Reservoir());
        }
    }

    /** Of some targets. */
    public PlantEstimate(Collection<String> targets) {
        for (var target : targets) {
            var pool = pools.computeIfAbsent(kind(target), _ -> new Pool());
            this.targets.put(target, new Following(pool.starts(), pool.stops()));
        }
    }

    // Tasks, instances and what else there is: ecs/demo/web is of the kind ecs.
    private static String kind(String target) {
        return target.substring(0, target.indexOf('/'));
    }

    /** Takes in what happened; whether more would tell more. */
    public boolean take(long at, Input input) {
        begun = begun == Long.MIN_VALUE ? at : begun;
        switch (input) {
            case Input.Observed observed -> observed(observed);
            case Input.Settled settled -> settled(settled);
            default -> {
                return true;
            }
        }
        return !isEnough(at);
    }

    private void observed(Input.Observed observed) {
        var following = targets.get(observed.target());
        switch (observed.observation()) {
            case Observation.Capacity seen
            when following != null && !placed.contains(observed.target()) ->
                following.observed(observed.at().toEpochMilli(), seen);
            case Observation.Cluster(var seen)
            when SimulatedCluster.tellsRoom(seen) -> {
                launched(observed, following, seen);
                placed(observed, seen);
            }
            default -> {}
        }
    }

    // One that ends is there until it is gone, but the group does not count it.
    private void launched(Input.Observed observed, @Nullable Following following, ObservedCluster seen) {
        if (following != null && Target.parse(observed.target()) instanceof Target.Cluster cluster) {
            var group = seen.group().orElseThrow();
            // Orders about its instances are commands to the group.
            groups.put(new Target.Group(cluster.place(), group.name()).text(), following);
            int there = seen.instances().size();
            var instances = new Observation.Group(
                    group.min(), group.max(), group.desired(), there, group.launching(), 0, Optional.empty(), false);
            following.observed(observed.at().toEpochMilli(), instances);
        }
    }

    // A task that waits for room does not start yet: it begins when an instance has it.
    private void placed(Input.Observed observed, ObservedCluster seen) {
        for (var service : SimulatedCluster.services(observed.target(), seen).entrySet()) {
            var following = targets.get(service.getKey());
            if (following != null) {
                placed.add(service.getKey());
                String name = service.getValue().name();
                int there = 0;
                boolean moving = false;
                for (var instance : seen.instances()) {
                    int tasks = instance.tasks().getOrDefault(name, 0);
                    there += tasks;
                    moving |= tasks > 0 && instance.isDraining();
                }
                // Tasks that leave a draining instance are replaced as in a deployment.
                var tasks = new Observation.Service(
                        "ACTIVE", there, service.getValue().running(), 0, moving);
                following.observed(observed.at().toEpochMilli(), tasks);
            }
        }
    }

    private void settled(Input.Settled settled) {
        var following = targets.getOrDefault(settled.target(), groups.get(settled.target()));
        if (following != null && settled.result() == Input.Result.APPLIED) {
            following.applied(settled.at().toEpochMilli());
        }
    }

    private boolean isEnough(long at) {
        boolean forAll = at - begun > A_DAY
                && pools.values().stream().allMatch(pool -> pool.starts().seen() >= ENOUGH);
        return forAll || isEnoughOfEach();
    }

    // A plain loop: it is asked after every observation.
    private boolean isEnoughOfEach() {
        for (var one : targets.values()) {
            if (one.starts().seen() < ENOUGH) {
                return false;
            }
        }
        return true;
    }

    /** How a target follows orders; assumed where nothing tells. */
    public Plant of(String target) {
        var following = Objects.requireNonNull(targets.get(target), target);
        var pool = Objects.requireNonNull(pools.get(kind(target)), target);
        var otherwise = assumed(kind(target));
        return new Plant(
                delays(following.starts(), pool.starts(), otherwise.startup()),
                delays(following.stops(), pool.stops(), otherwise.stopping()));
    }

    /** How targets of a kind follow orders, such as {@code ecs}; assumed where nothing tells. */
    public Plant ofKind(String kind) {
        var pool = pools.getOrDefault(kind, new Pool());
        var otherwise = assumed(kind);
        return new Plant(
                delays(new Reservoir(), pool.starts(), otherwise.startup()),
                delays(new Reservoir(), pool.stops(), otherwise.stopping()));
    }

    private static Plant assumed(String kind) {
        return kind.equals("cluster") ? Plant.ASSUMED_INSTANCES : Plant.ASSUMED;
    }

    private static Delays delays(Reservoir own, Reservoir all, Delays otherwise) {
        var known = own.seen() >= FEW
                ? own.delays("seen %d times".formatted(own.seen()))
                : all.delays("seen %d times at all targets of the kind".formatted(all.seen()));
        return known.orElse(otherwise);
    }
}

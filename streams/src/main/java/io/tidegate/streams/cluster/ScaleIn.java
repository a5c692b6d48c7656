package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.Packing.Placed;
import io.tidegate.streams.cluster.Packing.Unplaced;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which instances can be emptied at once: all of their tasks, what is missing, and the buffer find a place on the rest.
 *
 * @param instances to drain, those with least on them first; empty when none can go
 * @param limit why no further one goes: what the rest would lack for it, or what else holds it
 * @param moves where the tasks without a place, and the buffer, would go: the proof that they have one
 */
public record ScaleIn(List<Instance> instances, Limit limit, List<Move> moves) {
    public ScaleIn {
        instances = List.copyOf(instances);
        moves = List.copyOf(moves);
    }

    /** Tasks of a workload, or room kept free, on an instance that stays. */
    public record Move(String workload, boolean buffer, int count, String instance) {}

    /**
     * Picks the instances.
     *
     * @param budget how many more may drain now
     * @param surplus how many the group has above the fewest allowed, draining ones not counted
     */
    static ScaleIn of(Fleet fleet, Buffer buffer, int budget, int surplus) {
        if (fleet.group().launching() > 0) {
            return none(Limit.LAUNCHING);
        }
        if (budget <= 0 || surplus <= 0) {
            return none(surplus <= 0 ? Limit.MIN : Limit.BUDGET);
        }
        return new Search(fleet, buffer).pick(Math.min(budget, surplus), surplus <= budget ? Limit.MIN : Limit.BUDGET);
    }

    private static ScaleIn none(Limit limit) {
        return new ScaleIn(List.of(), limit, List.of());
    }

    private record Candidate(Instance instance, double moving) {}

    /** Instances that can be emptied: empty ones first, then those with least on them. */
    static List<Instance> candidates(Fleet fleet) {
        var scale = Space.standing(fleet).scale();
        return fleet.instances().stream()
                .filter(Instance::takesTasks)
                .filter(instance -> !instance.scaleInProtected())
                .filter(instance -> fleet.tasks(instance, Workload.Kind.STANDALONE) == 0)
                .map(instance -> new Candidate(instance, fleet.moving(instance, scale)))
                .sorted(Comparator.comparingDouble(Candidate::moving)
                        .thenComparing(candidate -> candidate.instance().id()))
                .map(Candidate::instance)
                .toList();
    }

    // Candidates are tried from the emptiest on: after so many in vain the fuller ones are not worth their time.
    private static final int MOST_REFUSALS = 10;

    /** Grows the set by one instance after the other, as long as everything finds a place. */
    private static final class Search {
        private final Fleet fleet;
        private final Buffer buffer;
        private final List<Unplaced> homeless;
        private final List<Instance> picked = new ArrayList<>();
        private int refusals;
        private @Nullable Limit refused;

        Search(Fleet fleet, Buffer buffer) {
            this.fleet = fleet;
            this.buffer = buffer;
            this.homeless = packing(fleet, buffer).unplaced();
        }

        ScaleIn pick(int most, Limit then) {
            for (var candidate : candidates(fleet)) {
                if (picked.size() < most && refusals < MOST_REFUSALS) {
                    consider(candidate);
                }
            }
            if (picked.size() == most) {
                return result(then);
            }
            return result(refused == null ? Limit.PROTECTED : refused);
        }

        private ScaleIn result(Limit limit) {
            return new ScaleIn(
                    picked,
                    limit,
                    placed().stream()
                            .map(task -> new Move(
                                    task.load().name(),
                                    task.load().buffer(),
                                    task.load().count(),
                                    task.instance()))
                            .toList());
        }

        private void consider(Instance candidate) {
            var gone = new ArrayList<>(picked);
            gone.add(candidate);
            var without = without(gone);
            var missing = missing(without, buffer);
            if (missing == null) {
                picked.add(candidate);
                return;
            }
            refusals++;
            if (refused == null) {
                refused = missing(without, Buffer.NONE) == null ? Limit.BUFFER : missing.lacking();
            }
        }

        // Where ECS places a task is not ours to say: it must do whether tasks are packed or spread.
        private @Nullable Unplaced missing(Fleet without, Buffer kept) {
            var space = Space.standing(without);
            var loads = Load.of(without, kept, space.scale());
            var packed = firstMissing(Packing.of(loads, space));
            return packed == null ? firstMissing(Packing.spread(loads, space)) : packed;
        }

        private Fleet without(List<Instance> gone) {
            var ids = new TreeSet<String>();
            gone.forEach(instance -> ids.add(instance.id()));
            return fleet.draining(ids);
        }

        private List<Placed> placed() {
            if (picked.isEmpty()) {
                return List.of();
            }
            return packing(without(picked), buffer).placed();
        }

        // What had no place before needs none now: it is waiting for an instance that there is not.
        private @Nullable Unplaced firstMissing(Packing packing) {
            return packing.unplaced().stream()
                    .filter(rest -> rest.load().count() > homeless(rest.load()))
                    .findFirst()
                    .orElse(null);
        }

        private int homeless(Load load) {
            return homeless.stream()
                    .map(Unplaced::load)
                    .filter(other -> other.name().equals(load.name()) && other.buffer() == load.buffer())
                    .mapToInt(Load::count)
                    .sum();
        }

        private static Packing packing(Fleet fleet, Buffer buffer) {
            var space = Space.standing(fleet);
            return Packing.of(Load.of(fleet, buffer, space.scale()), space);
        }
    }
}

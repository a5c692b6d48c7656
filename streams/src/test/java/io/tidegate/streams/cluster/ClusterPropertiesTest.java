package io.tidegate.streams.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for every fleet; a failure names the seed of the fleet that broke it. */
class ClusterPropertiesTest {
    private static final int FLEETS = 3_000;

    @Test
    void neverNeedsFewerThanTheLowerBoundAndProvesMostAnswersLeast() {
        int grown = 0;
        int proven = 0;
        for (long seed = 1; seed <= FLEETS; seed++) {
            var fleets = new RandomFleets(seed);
            Fit fit = Fit.of(fleets.fleet(), fleets.buffer());

            assertThat(fit.instances()).as("seed %d", seed).isGreaterThanOrEqualTo(fit.lowerBound());
            grown += fit.instances() > 0 ? 1 : 0;
            proven += fit.instances() > 0 && fit.instances() == fit.lowerBound() ? 1 : 0;
        }
        assertThat(grown).isGreaterThan(FLEETS / 4);
        assertThat(proven).isGreaterThan(grown * 7 / 10);
    }

    @Test
    void neverNeedsFewerForMoreDemand() {
        for (long seed = 1; seed <= FLEETS; seed++) {
            var fleets = new RandomFleets(seed);
            Fleet fleet = fleets.fleet();
            Buffer buffer = fleets.buffer();

            Fit less = Fit.of(fleet, buffer);
            Fit more = Fit.of(fleets.wantingMore(fleet), buffer);

            assertThat(more.instances()).as("seed %d", seed).isGreaterThanOrEqualTo(less.instances());
        }
    }

    @Test
    void placesEveryTaskAndTheBufferOnWhatIsLeft() {
        int picked = 0;
        for (long seed = 1; seed <= FLEETS; seed++) {
            var fleets = new RandomFleets(seed);
            Fleet fleet = fleets.fleet();
            Buffer buffer = fleets.buffer();
            if (Fit.of(fleet, buffer).instances() > 0) {
                continue;
            }

            ScaleIn scaleIn = ScaleIn.of(fleet, buffer, 3, fleet.instances().size());

            picked += scaleIn.instances().size();
            new PlacementCheck(fleet, buffer, scaleIn).check("seed " + seed);
        }
        assertThat(picked).isGreaterThan(FLEETS / 10);
    }

    @Test
    void needsNothingNewOnceThePickedOnesDrain() {
        for (long seed = 1; seed <= FLEETS; seed++) {
            var fleets = new RandomFleets(seed);
            Fleet fleet = fleets.fleet();
            Buffer buffer = fleets.buffer();
            if (Fit.of(fleet, buffer).instances() > 0) {
                continue;
            }
            ScaleIn scaleIn = ScaleIn.of(fleet, buffer, 3, fleet.instances().size());

            Fit after = Fit.of(fleet.draining(Fleets.ids(scaleIn.instances()).collect(Collectors.toSet())), buffer);

            assertThat(after.instances()).as("seed %d", seed).isZero();
        }
    }

    @Test
    void neverLeavesTheBoundsOrTheBudget() {
        var bounds = new Bounds(2, 6);
        for (long seed = 1; seed <= FLEETS; seed++) {
            Fleet fleet = new RandomFleets(seed).fleet();

            var action = FitPlanner.plan(fleet, new ClusterPolicy.Fit(Buffer.NONE, 2), bounds)
                    .action();

            switch (action) {
                case ClusterPlan.Grow grow ->
                    assertThat(grow.to()).as("seed %d", seed).isBetween(2, 6).isGreaterThan(grow.from());
                case ClusterPlan.Drain drain -> {
                    int draining = fleet.draining() + drain.instances().size();
                    assertThat(draining).as("seed %d", seed).isLessThanOrEqualTo(2);
                    assertThat(fleet.group().desired() - draining)
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(2);
                }
                case ClusterPlan.Keep _ -> {}
                case ClusterPlan.Refuse refuse -> throw new AssertionError(refuse);
            }
        }
    }

    @Test
    void answersTheSameInWhateverOrderTheFleetIsTold() {
        for (long seed = 1; seed <= FLEETS; seed++) {
            Fleet fleet = new RandomFleets(seed).fleet();
            var policy = new ClusterPolicy.Fit(new Buffer(100, 100, 1), 2);
            var bounds = new Bounds(0, 100);

            var one = FitPlanner.plan(fleet, policy, bounds);
            var other = FitPlanner.plan(
                    new Fleet(
                            fleet.group(),
                            shuffled(fleet.instances(), seed),
                            shuffled(fleet.workloads(), seed),
                            fleet.management()),
                    policy,
                    bounds);

            assertThat(other).as("seed %d", seed).isEqualTo(one);
        }
    }

    private static <T> List<T> shuffled(List<T> list, long seed) {
        var copy = new ArrayList<>(list);
        Collections.shuffle(copy, new Random(seed));
        return copy;
    }
}

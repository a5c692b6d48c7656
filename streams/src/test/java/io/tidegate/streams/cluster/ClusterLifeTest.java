package io.tidegate.streams.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import io.tidegate.streams.policy.ClusterPolicy.Sizing;
import io.tidegate.streams.policy.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A decider and a cluster that obeys it, for an hour of changes and an hour of calm; one order in ten fails. */
class ClusterLifeTest {
    private static final String CLUSTER = "cluster/demo";
    private static final int SERVICES = 4;
    private static final int TICKS_AN_HOUR = 240;
    private static final Bounds BOUNDS = new Bounds(1, 30);

    private final ClusterDecider decider = new ClusterDecider();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesEveryTaskAPlaceAndComesToRest(long seed) {
        var life = new Life(seed, new ClusterPolicy.Fit(new Buffer(256, 512, 1), 2));

        life.changes();
        int last = life.calm();

        assertThat(last).as("ticks of calm until the last order").isLessThan(TICKS_AN_HOUR * 3 / 4);
        assertThat(life.waiting()).as("tasks without a place").isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsAReservationAndComesToRest(long seed) {
        var life = new Life(seed, new ClusterPolicy.Reservation(100, 1, 10, Duration.ofMinutes(5)));

        life.changes();
        int last = life.calm();

        assertThat(last).as("ticks of calm until the last order").isLessThan(TICKS_AN_HOUR * 3 / 4);
        assertThat(life.waiting()).as("tasks without a place").isZero();
    }

    private final class Life {
        private final RandomGenerator random;
        private final ClusterPlant plant;
        private final int[] wanted = new int[SERVICES];
        private ClusterState state;
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        Life(long seed, Sizing sizing) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            plant = new ClusterPlant(
                    IntStream.range(0, SERVICES).mapToObj(this::service).toList(), BOUNDS.max());
            state = ClusterState.taken(CLUSTER, CLUSTER, policy(sizing));
        }

        private Workload service(int i) {
            var task = Resources.of(128 * (1 + random.nextInt(8)), 256 * (1 + random.nextInt(8)));
            return new Workload("s" + i, task, 0, Workload.Kind.SERVICE);
        }

        void changes() {
            for (int tick = 0; tick < TICKS_AN_HOUR; tick++) {
                if (tick % 20 == 0) {
                    int i = random.nextInt(SERVICES);
                    wanted[i] = random.nextInt(12);
                    plant.want("s" + i, wanted[i]);
                }
                step();
            }
        }

        /** The last tick at which anything was ordered. */
        int calm() {
            int last = 0;
            for (int tick = 0; tick < TICKS_AN_HOUR; tick++) {
                last = step() > 0 ? tick : last;
            }
            return last;
        }

        int waiting() {
            return IntStream.range(0, SERVICES)
                    .map(i -> wanted[i] - plant.running("s" + i))
                    .sum();
        }

        private int step() {
            plant.pass();
            now = now.plusSeconds(15);
            var seen = new Observation.Cluster(Sightings.of(plant.fleet()));
            state = next(decider.observe(state, new Observed(CLUSTER, now, seen)));
            var step = decider.tick(state, now);
            state = next(step);
            var commands = step.outputs().stream()
                    .filter(Commanded.class::isInstance)
                    .map(Commanded.class::cast)
                    .toList();
            commands.forEach(this::carryOut);
            assertThat(plant.desired()).isLessThanOrEqualTo(BOUNDS.max());
            assertThat(plant.draining()).isLessThanOrEqualTo(mostDraining());
            return commands.size();
        }

        private int mostDraining() {
            return state.policy().sizing() instanceof ClusterPolicy.Fit fit ? fit.drainBudget() : BOUNDS.max();
        }

        private void carryOut(Commanded command) {
            if (random.nextInt(10) == 0) {
                settle(command, Result.NOT_APPLIED);
            } else {
                plant.carryOut(command.order());
                settle(command, Result.APPLIED);
            }
        }

        private void settle(Commanded command, Result result) {
            state = next(decider.settle(state, new Settled(command.target(), command.id(), result, now), now));
        }
    }

    private static ClusterState next(Step<ClusterState> step) {
        return Objects.requireNonNull(step.next());
    }

    private static ClusterPolicy policy(Sizing sizing) {
        var place = Target.Place.DEFAULT;
        return new ClusterPolicy(
                "instances",
                1,
                true,
                new Target.Cluster(place, "demo"),
                new Target.Group(place, "demo"),
                BOUNDS,
                sizing,
                new Cooldown(Duration.ZERO, Duration.ofMinutes(5)),
                Execution.DEFAULT);
    }
}

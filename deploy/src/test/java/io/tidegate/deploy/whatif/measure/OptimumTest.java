package io.tidegate.deploy.whatif.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.deploy.whatif.measure.Worlds.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimumTest {
    private static final double ROUNDING = 1e-9;

    // A unit costs 60 an hour, 1 a minute; it takes 2 minutes to start.
    private static final Yardstick YARDSTICK = new Yardstick(50, 100, 60, 600, Duration.ofMinutes(2), 0, 5);

    static Stream<Arguments> demands() {
        return Stream.of(
                row("keeps what runs while it is needed", 1, 10.0, new Stretch(0, 10, 1)),
                row("lets go at once what is not needed", 3, 0.0, new Stretch(0, 10, 0)),
                row("keeps one over a lull shorter than its start", 1, 6.0, lulls(1, 1, 1, 0, 1, 1)),
                row(
                        "lets it go over one that is longer, and pays its start",
                        1,
                        2 + 2 + 2.0,
                        lulls(1, 1, 0, 0, 0, 1, 1)),
                row("cannot have started before the beginning", 0, 20 + 2 + 3.0, new Stretch(0, 5, 1)),
                row("does without where a start is dearer than the lack", 1, 2 * 1.5, lulls(0, 0, 0, 0.15, 0.15)),
                row("pays for what no unit may do", 5, 5 * 4 + 4 * 10.0, new Stretch(0, 4, 6)));
    }

    private static Stretch[] lulls(double... needed) {
        return IntStream.range(0, needed.length)
                .mapToObj(minute -> new Stretch(minute, minute + 1, needed[minute]))
                .toArray(Stretch[]::new);
    }

    private static Arguments row(String name, int running, double cost, Stretch... stretches) {
        return Arguments.of(name, running, cost, List.of(stretches));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("demands")
    void isTheLeastThatCanBe(String name, int runningAtStart, double cost, List<Stretch> stretches) {
        var world = new Worlds(YARDSTICK, runningAtStart, stretches);

        assertThat(optimum(world)).isCloseTo(cost, within(ROUNDING));
        assertThat(least(world)).isCloseTo(cost, within(ROUNDING));
    }

    @Test
    void isWhatTheBestOfAllCoursesCosts() {
        for (long seed = 1; seed <= 400; seed++) {
            var world = Worlds.random(Worlds.random(seed), 6, 3);

            assertThat(optimum(world)).as("seed %d: %s", seed, world).isCloseTo(least(world), within(ROUNDING));
        }
    }

    @Test
    void isNeverAboveWhatAPossibleCourseCosts() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = Worlds.random(seed);
            var world = Worlds.random(random, 40, 6);
            for (int times = 0; times < 10; times++) {
                int[] running = course(random, world);

                var measures = world.measured(running, random.nextInt(2));

                assertThat(measures.regret()).as("seed %d: %s", seed, world).isGreaterThanOrEqualTo(-ROUNDING);
            }
        }
    }

    @Test
    void isReachedByItsOwnCourse() {
        for (long seed = 1; seed <= 500; seed++) {
            var world = Worlds.random(Worlds.random(seed), 60, 8);
            var best = new OptimalCourse(world.yardstick(), world.runningAtStart());
            world.stretches()
                    .forEach(stretch -> best.passes(
                            stretch.from() * Worlds.MINUTE,
                            stretch.to() * Worlds.MINUTE,
                            stretch.needed() * world.yardstick().loadPerUnit(),
                            false));

            var measures = best.measures();

            assertThat(measures.optimum()).as("seed %d: %s", seed, world).isCloseTo(optimum(world), within(ROUNDING));
            assertThat(measures.regret()).as("seed %d: %s", seed, world).isCloseTo(0, within(ROUNDING));
        }
    }

    @Test
    void ordersBeforeTheLoadComes() {
        var best = new OptimalCourse(YARDSTICK, 1);
        best.passes(0, 10 * Worlds.MINUTE, 50, false);
        best.passes(10 * Worlds.MINUTE, 20 * Worlds.MINUTE, 150, false);
        best.passes(20 * Worlds.MINUTE, 30 * Worlds.MINUTE, 50, false);

        assertThat(best.steps())
                .containsExactly(
                        new OptimalCourse.Step(0, 1, 1),
                        new OptimalCourse.Step(8 * Worlds.MINUTE, 1, 3),
                        new OptimalCourse.Step(10 * Worlds.MINUTE, 3, 3),
                        new OptimalCourse.Step(20 * Worlds.MINUTE, 1, 1));
    }

    // Now and then outside the bounds, and never sooner than a start takes.
    private static int[] course(RandomGenerator random, Worlds world) {
        int[] running = new int[world.minutes()];
        int now = world.runningAtStart();
        for (int minute = 0; minute < running.length; minute++) {
            int wanted = random.nextInt(10) < 7 ? now : random.nextInt(world.most() + 3);
            now = minute < world.startup() ? Math.min(now, wanted) : wanted;
            running[minute] = now;
        }
        return running;
    }

    private static double optimum(Worlds world) {
        var optimum = new Optimum(world.yardstick(), world.runningAtStart());
        world.stretches()
                .forEach(stretch -> optimum.passes(
                        stretch.from() * Worlds.MINUTE,
                        stretch.to() * Worlds.MINUTE,
                        stretch.needed() * world.yardstick().loadPerUnit(),
                        world.fewest()));
        return optimum.cost();
    }

    private static double least(Worlds world) {
        return least(world, new int[world.minutes()], 0);
    }

    private static double least(Worlds world, int[] running, int minute) {
        if (minute == running.length) {
            return world.isPossible(running) ? world.objective(running) : Double.POSITIVE_INFINITY;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int units = world.fewest(); units <= world.most(); units++) {
            running[minute] = units;
            least = Math.min(least, least(world, running, minute + 1));
        }
        return least;
    }
}

package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Policies;
import io.tidegate.streams.capacity.Output.Commanded;
import io.tidegate.streams.capacity.Output.Decided;
import io.tidegate.streams.journal.Input.Result;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every life of a target; a failure names the seed of the life that broke it. */
class CapacityPropertiesTest {
    private static final int OUT_COOLDOWN = 20;
    private static final int IN_COOLDOWN = 45;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverLeavesTheBounds(long seed) {
        var life = live(seed);

        assertThat(life.decisions().stream().map(Decided::desired).filter(OptionalInt::isPresent))
                .allSatisfy(desired -> assertThat(desired.getAsInt()).isBetween(2, 9));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverActsTwiceWithinACooldown(long seed) {
        Instant lastOut = Instant.MIN;
        Instant last = Instant.MIN;
        for (Commanded command : live(seed).actions()) {
            if (command.reason().endsWith("of the policy") && !command.reason().contains(",")) {
                continue; // Back into the bounds, which no cooldown delays.
            }
            if (command.change() > 0) {
                assertThat(command.issuedAt()).isAfterOrEqualTo(later(lastOut, OUT_COOLDOWN));
                lastOut = command.issuedAt();
            } else {
                assertThat(command.issuedAt()).isAfterOrEqualTo(later(last, IN_COOLDOWN));
            }
            last = command.issuedAt();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverAsksForLessWhenThereIsMoreToDo(long seed) {
        var random = random(seed);
        int desired = 2 + random.nextInt(8);
        double load = random.nextDouble() * 100;

        var less = Scenario.of(tracked())
                .service(desired, desired)
                .complete("load", load)
                .tick();
        var more = Scenario.of(tracked())
                .service(desired, desired)
                .complete("load", load + random.nextDouble() * 50)
                .tick();

        assertThat(more.last().desired().orElseThrow())
                .isGreaterThanOrEqualTo(less.last().desired().orElseThrow());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void saysNothingNewWhenAskedAgain(long seed) {
        var random = random(seed);
        int desired = 2 + random.nextInt(8);
        var scenario = Scenario.of(tracked()).service(desired, desired);
        scenario.complete("load", random.nextDouble() * 100).tick();
        int before = scenario.decisions().size() + scenario.commands().size();
        var verdict = scenario.state().lastVerdict();

        scenario.tick();

        // An order that was just sent makes the next verdict "on target"; nothing more is ordered.
        assertThat(scenario.commands().size()).isLessThanOrEqualTo(1);
        if (scenario.commands().isEmpty()) {
            assertThat(scenario.decisions().size() + scenario.commands().size()).isEqualTo(before);
            assertThat(scenario.state().lastVerdict()).isEqualTo(verdict);
        }
    }

    // Ten minutes of loads up and down, observations that follow orders, and now and then a command that fails.
    private static Scenario live(long seed) {
        var random = random(seed);
        var scenario = Scenario.of(tracked());
        int capacity = 1 + random.nextInt(12);
        for (int step = 0; step < 120; step++) {
            scenario.service(capacity, capacity);
            if (random.nextInt(5) > 0) {
                scenario.complete("load", random.nextDouble() * 100);
            }
            int before = scenario.commands().size();
            scenario.ticking(5);
            if (scenario.commands().size() > before) {
                boolean applied = random.nextInt(4) > 0;
                scenario.settled(applied ? Result.APPLIED : Result.NOT_APPLIED);
                capacity = applied ? scenario.last().desired().orElse(capacity) : capacity;
            }
        }
        return scenario;
    }

    private static Policies tracked() {
        return policy().between(2, 9).metric("load", false).tracking("load", 50).cooldown(OUT_COOLDOWN, IN_COOLDOWN);
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private static Instant later(Instant at, int seconds) {
        return at.equals(Instant.MIN) ? Instant.MIN : at.plusSeconds(seconds);
    }
}

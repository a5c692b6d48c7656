package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static io.tidegate.streams.capacity.Lives.live;
import static io.tidegate.streams.capacity.Lives.random;
import static io.tidegate.streams.capacity.Lives.slowly;
import static io.tidegate.streams.capacity.Lives.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every life of a target under every policy, two thousand lives each; a failure names the seed of the life
 * that broke it.
 */
class CapacityPropertiesTest {
    private static final int LIVES = 2000;
    private static final int BATCHES = 20;

    // The lateness and the window of a metric that is read two minutes late.
    private static final Duration READ_LATE = Duration.ofMinutes(2).plusSeconds(10);

    static LongStream batches() {
        return LongStream.range(0, BATCHES).map(batch -> batch * (LIVES / BATCHES));
    }

    private static LongStream lives(long first) {
        return LongStream.range(first, first + LIVES / BATCHES);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void neverLeavesTheBounds(long first) {
        lives(first).forEach(seed -> {
            var policies = new MonotonePolicies(random(seed));
            var policy = policies.next();

            var life = live(Scenario.of(policy), random(seed));

            assertThat(life.decisions().stream().flatMapToInt(decided -> decided.desired().stream()))
                    .as("seed %d: %s", seed, policy.build())
                    .allMatch(desired -> desired >= policies.min() && desired <= policies.max());
        });
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void neverScalesInWithinACooldown(long first) {
        lives(first).forEach(seed -> {
            var policies = new MonotonePolicies(random(seed));
            var policy = policies.next();

            var life = live(Scenario.of(policy), random(seed));

            Instant last = Instant.EPOCH;
            for (Commanded command : life.actions()) {
                boolean intoBounds =
                        command.reason().startsWith("min ") || command.reason().startsWith("max ");
                if (command.change() < 0 && !intoBounds) {
                    assertThat(command.issuedAt())
                            .as("seed %d: %s", seed, policy.build())
                            .isAfterOrEqualTo(last.plusSeconds(policies.inCooldown()));
                }
                last = command.issuedAt();
            }
        });
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void neverAsksForLessWhenThereIsMoreToDo(long first) {
        lives(first).forEach(seed -> {
            var policy = new MonotonePolicies(random(seed)).next();
            var random = random(seed + LIVES);
            double load = random.nextDouble() * 120;
            double more = load + random.nextDouble() * 60;

            int forLess = wanted(live(Scenario.of(policy), random(seed)), load);
            int forMore = wanted(live(Scenario.of(policy), random(seed)), more);

            assertThat(forMore)
                    .as("seed %d, %s and then %s: %s", seed, load, more, policy.build())
                    .isGreaterThanOrEqualTo(forLess);
        });
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void decidesAsIfEveryLookMadeItDue(long first) {
        lives(first).forEach(seed -> {
            var policy = new MonotonePolicies(random(seed)).next();
            var life = live(Scenario.of(policy), random(seed));

            var restless = live(Scenario.of(policy).restless(), random(seed));

            assertThat(life.decisions()).as("seed %d: %s", seed, policy.build()).isEqualTo(restless.decisions());
        });
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void saysAndOrdersNothingNewWhenAskedAgain(long first) {
        lives(first).forEach(seed -> {
            var policy = new MonotonePolicies(random(seed)).next();
            var life = live(Scenario.of(policy), random(seed));
            life.tick().tick(); // An order that the first one sends makes the second verdict another one.
            var state = life.state();
            int outputs = life.decisions().size() + life.commands().size();

            life.tick();

            assertThat(life.decisions().size() + life.commands().size())
                    .as("seed %d: %s", seed, policy.build())
                    .isEqualTo(outputs);
            assertThat(life.state()).isEqualTo(state);
        });
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void neverOrdersAgainWhatReadingsCannotShowYet(long first) {
        lives(first).forEach(seed -> {
            var policies = new MonotonePolicies(random(seed), Duration.ofMinutes(2), false);
            var policy = policies.next();
            var random = random(seed + LIVES);
            int start = random.nextInt(policies.min(), policies.max() + 1);
            double load = random.nextDouble() * 120;
            var life = Scenario.of(policy);

            slowly(life, random, start, load, 60);

            for (var order : life.commands().stream().limit(1).toList()) {
                int asked = decided(life, order).raw().orElseThrow() - start;
                int ordered = life.commands().stream()
                        .filter(later -> repeats(later, order, policy.build()))
                        .mapToInt(Commanded::change)
                        .sum();
                assertThat(Math.abs(ordered))
                        .as("seed %d, from %d by %s: %s", seed, start, load, policy.build())
                        .isLessThanOrEqualTo(Math.abs(asked));
            }
        });
    }

    private static Decided decided(Scenario life, Commanded command) {
        return life.decisions().stream()
                .filter(decided -> decided.commandIds().contains(command.id()))
                .findFirst()
                .orElseThrow();
    }

    // Whether the readings of an order cannot speak of an earlier one in full, and a cooldown says that they need not.
    private static boolean repeats(Commanded later, Commanded earlier, CapacityPolicy policy) {
        var cooldown = policy.behaviour().cooldown();
        boolean out = earlier.change() > 0;
        var pause = out ? cooldown.scaleOut() : Duration.ZERO;
        boolean off = (out ? cooldown.scaleOut() : cooldown.scaleIn()).isZero();
        return later.equals(earlier)
                || (!off
                        && later.issuedAt()
                                .isBefore(earlier.issuedAt().plus(pause).plus(READ_LATE)));
    }

    @Test
    void neverOrdersTwiceWhatAFormulaAsksFor() {
        for (long seed = 0; seed < LIVES; seed++) {
            var random = random(seed);
            int needed = 1 + random.nextInt(40);
            int start = random.nextInt(needed);
            var scenario = Scenario.of(policy().between(0, 99)
                    .metric("load", false)
                    .rule(new Rule.Formula("f", Policies.parsed("load / 10"), false))
                    .cooldown(random.nextInt(60), random.nextInt(60)));

            slowly(scenario, random, start, needed * 10.0, 24);

            assertThat(scenario.commands().stream().mapToInt(Commanded::change).sum())
                    .as("seed %d", seed)
                    .isEqualTo(needed - start);
        }
    }

    @Test
    void neverTakesAwayWhatAnEarlyPaneWouldAddAgain() {
        for (long seed = 0; seed < LIVES; seed++) {
            var random = random(seed);
            double running = random.nextDouble() * 100;
            var scenario = Scenario.of(policy().between(0, 99)
                    .metric("load", true)
                    .rule(new Rule.Formula("f", Policies.parsed("load / 5"), false))
                    .cooldown(0, 0));
            int desired = random.nextInt(30);
            scenario.service(desired, desired).complete("load", random.nextDouble() * 100);
            scenario.running("load", running).tick();
            boolean took = scenario.commands().stream().anyMatch(command -> command.change() < 0);

            scenario.running("load", running);

            assertThat(took && scenario.commands().getLast().change() > 0)
                    .as("seed %d", seed)
                    .isFalse();
        }
    }

    @Test
    void neverAddsMoreInACooldownThanAThresholdAsksFor() {
        for (long seed = 0; seed < LIVES; seed++) {
            var random = random(seed);
            int change = 1 + random.nextInt(5);
            int cooldown = 1 + random.nextInt(60);
            var scenario = Scenario.of(policy().between(0, 999)
                    .metric("load", false)
                    .atLeast("load", 80, change)
                    .cooldown(cooldown, 60));

            slowly(scenario, random, 1 + random.nextInt(9), 100, 24);

            var commands = scenario.commands();
            assertThat(IntStream.range(1, commands.size()))
                    .as("seed %d", seed)
                    .allMatch(i -> !commands.get(i)
                            .issuedAt()
                            .isBefore(commands.get(i - 1).issuedAt().plusSeconds(cooldown)));
            assertThat(commands).as("seed %d", seed).allMatch(command -> command.change() == change);
        }
    }
}

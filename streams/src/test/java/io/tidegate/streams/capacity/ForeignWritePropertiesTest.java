package io.tidegate.streams.capacity;

import static io.tidegate.streams.capacity.Lives.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.policy.Execution;
import io.tidegate.streams.policy.Execution.ForeignWrites;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every life of a target that somebody else writes to now and then, under every policy; a failure names the
 * seed of the life that broke it.
 */
class ForeignWritePropertiesTest {
    private static final int LIVES = 600;
    private static final int BATCHES = 6;

    static LongStream batches() {
        return LongStream.range(0, BATCHES).map(batch -> batch * (LIVES / BATCHES));
    }

    private static LongStream lives(long first) {
        return LongStream.range(first, first + LIVES / BATCHES);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void neverOrdersACapacityOutsideTheBounds(long first) {
        lives(first).forEach(seed -> {
            var policies = new MonotonePolicies(random(seed));
            var life = new DisturbedLife(policies, foreignWrites(seed), random(seed)).disturbed();

            assertThat(life.scenario().commands())
                    .as("seed %d", seed)
                    .extracting(command -> ((Order.Capacity) command.order()).desired())
                    .allMatch(desired -> desired >= policies.min() && desired <= policies.max());
        });
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void endsTheDifferenceWhenNobodyElseWritesAnyMore(long first) {
        lives(first).forEach(seed -> {
            var restoring = new Execution.Restore();
            var life = new DisturbedLife(new MonotonePolicies(random(seed)), restoring, random(seed))
                    .disturbed()
                    .quiet();

            var applied = life.scenario().state().actions().writes().applied();
            if (applied != null) {
                assertThat(life.capacity())
                        .as("seed %d", seed)
                        .isEqualTo(applied.mark().desired().orElseThrow());
            }
            assertThat(life.scenario().state().actions().writes().foreign())
                    .as("seed %d", seed)
                    .isNull();
        });
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void commandsNothingWhileItYields(long first) {
        lives(first).forEach(seed -> {
            var yielding = new Execution.Yield(Duration.ofSeconds(40));
            var life = new DisturbedLife(new MonotonePolicies(random(seed)), yielding, random(seed)).disturbed();

            assertThat(life.commandsWhileYielding()).as("seed %d", seed).isZero();
        });
    }

    static ForeignWrites foreignWrites(long seed) {
        return seed % 2 == 0 ? new Execution.Restore() : new Execution.Yield(Duration.ofSeconds(40));
    }
}

package io.tidegate.deploy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.simulation.StormSimulation.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No seed breaks a promise, a seed is the whole story of its run, and planted bugs are caught. {@code -Dstorm.seeds=500} runs more
 * of them, {@code -Dstorm.seed=17} begins with another.
 */
class StormSimulationTest {
    private static final long FIRST = Long.getLong("storm.seed", 1);
    private static final long SEEDS = Long.getLong("storm.seeds", 8);
    private static final int MOST_SEEDS = 12;
    private static final int LAST_EVENTS = 60;

    @BeforeAll
    static void silenceWhatIsMeantToFail() {
        Quiet.logs();
    }

    @Test
    void letsEveryInstanceLeaveUnharmedWhateverFails() {
        var outcomes = Seeds.run(LongStream.range(FIRST, FIRST + SEEDS), StormSimulation::run);

        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(outcome.broken()).as(() -> story(outcome)).isEmpty());
    }

    @Test
    void aSeedIsTheWholeStoryOfItsRun() {
        assertThat(StormSimulation.run(FIRST).trace())
                .isEqualTo(StormSimulation.run(FIRST).trace());
    }

    @ParameterizedTest
    @EnumSource
    void catchesAPlantedBug(StormBug bug) {
        Function<Long, String> runs = Planted.entry(Entry.class, bug.mutations());
        var caught = LongStream.rangeClosed(1, MOST_SEEDS)
                .mapToObj(runs::apply)
                .filter(broken -> !broken.isEmpty())
                .findFirst()
                .map(Promise::valueOf);

        assertThat(caught).as(bug.text()).isPresent();
        assertThat(bug.breaks()).contains(caught.orElseThrow());
    }

    private static String story(Outcome outcome) {
        List<String> trace = outcome.trace();
        return "-Dstorm.seed=%d -Dstorm.seeds=1%n%s"
                .formatted(
                        outcome.seed(),
                        String.join("\n", trace.subList(Math.max(0, trace.size() - LAST_EVENTS), trace.size())));
    }

    /** Inside the loader of a bug: speaks in what both sides share. */
    public static final class Entry implements Function<Long, String> {
        public Entry() {
            // By reflection.
        }

        @Override
        public String apply(Long seed) {
            return Optional.of(StormSimulation.run(seed))
                    .flatMap(Outcome::broken)
                    .map(broken -> broken.promise().name())
                    .orElse("");
        }
    }
}

package io.tidegate.deploy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** No seed breaks an invariant, and a seed is the whole story of its run. */
class FaultSimulationTest {
    @Test
    void holdsWhateverFails() {
        Quiet.logs();
        long first = Long.getLong("simulation.seed", 1L);
        long count = Long.getLong("simulation.seeds", 50L);
        var violations = new TreeMap<Object, Integer>();
        long begun = System.nanoTime();
        for (long seed = first; seed < first + count; seed++) {
            var result = Simulation.run(seed, Plant.NONE);
            if (result.violation().isPresent()) {
                violations.merge(result.violation().get().invariant(), 1, Integer::sum);
                System.out.println(seed + " " + result.violation().get());
                if (count == 1) {
                    result.trace().lines().forEach(System.out::println);
                } else if (violations.size() < 3) {
                    result.trace().last(60).forEach(System.out::println);
                }
            }
            if (count < 4) System.out.println(result.faults() + " " + result.counts());
        }
        System.out.println(violations + " " + (System.nanoTime() - begun) / 1e9);
        assertThat(violations).isEmpty();
    }
}

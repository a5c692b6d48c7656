package io.tidegate.deploy.whatif.tune;

import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.Trial.Part;
import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.deploy.whatif.past.Past;
import io.tidegate.deploy.whatif.plant.PlantEstimate;
import io.tidegate.deploy.whatif.simulation.Variant;
import io.tidegate.streams.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Simulates policies on stretches of the past. All have the same load, and are held to what the policy as it is wants of a unit.
 *
 * @param settings what is not in policies and past
 * @param asIs the policy as it is
 * @param plants how targets follow orders, as the whole past tells
 * @param cut the past of a stretch, with its warm-up, for what a trial needs
 */
public record Judge(Trial.Settings settings, Policy asIs, PlantEstimate plants, BiFunction<Trial, Stretch, Past> cut) {

    /** Measures of each policy on a stretch, in the order of the policies. */
    List<Measures> measure(List<Policy> policies, Stretch stretch) {
        var variants = IntStream.range(0, policies.size())
                .mapToObj(number -> Variant.of(String.valueOf(number), List.of(policies.get(number))))
                .toList();
        var trial = new Trial(variants, Optional.empty(), settings);
        var whatIf = trial.on(cut.apply(trial, stretch), new Part(stretch.from(), plants, asIs));
        return variants.stream().map(variant -> whatIf.total(variant.label())).toList();
    }

    /** The same over several stretches together; empty when it was stopped between two of them. */
    Optional<List<Measures>> measure(List<Policy> policies, List<Stretch> stretches, BooleanSupplier stop) {
        var sums = new ArrayList<>(policies.stream().map(_ -> Measures.NONE).toList());
        for (var stretch : stretches) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            var found = measure(policies, stretch);
            for (int i = 0; i < sums.size(); i++) {
                sums.set(i, sums.get(i).and(found.get(i)));
            }
        }
        return Optional.of(sums);
    }
}

package io.tidegate.deploy.whatif.tune;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.streams.policy.Policy;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a policy does where the search has not looked.
 *
 * @param measures of all held-out stretches together
 * @param cost difference to the current policy on a stretch
 * @param shortage the same of unit-hours missing
 * @param objective the same of cost with penalty
 */
public record HeldOut(Measures measures, Bootstrap cost, Bootstrap shortage, Bootstrap objective) {

    /** Of each of {@code policies}, against the policy as it is. */
    static List<HeldOut> of(Judge judge, List<Policy> policies, List<Stretch> stretches, long seed) {
        var all = Stream.concat(policies.stream(), Stream.of(judge.asIs())).toList();
        var measured =
                stretches.stream().map(stretch -> judge.measure(all, stretch)).toList();
        return IntStream.range(0, policies.size())
                .mapToObj(number -> of(number, measured, seed))
                .toList();
    }

    private static HeldOut of(int number, List<List<Measures>> measured, long seed) {
        return new HeldOut(
                measured.stream().map(each -> each.get(number)).reduce(Measures.NONE, Measures::and),
                difference(number, measured, Measures::cost, seed),
                difference(number, measured, Measures::shortageHours, seed),
                difference(number, measured, Measures::objective, seed));
    }

    private static Bootstrap difference(
            int number, List<List<Measures>> measured, ToDoubleFunction<Measures> of, long seed) {
        var differences = measured.stream()
                .mapToDouble(each -> of.applyAsDouble(each.get(number)) - of.applyAsDouble(each.getLast()))
                .toArray();
        return Bootstrap.of(differences, seed);
    }
}

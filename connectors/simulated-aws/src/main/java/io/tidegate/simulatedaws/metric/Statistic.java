package io.tidegate.simulatedaws.metric;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** How the samples of a period become one value. */
sealed interface Statistic {

    /** The value, or empty when the samples do not give it; {@code observations} is not empty. */
    OptionalDouble of(List<Observation> observations);

    /** Statistics of summaries. */
    enum Simple implements Statistic {
        SampleCount,
        Sum,
        Average,
        Minimum,
        Maximum;

        @Override
        public OptionalDouble of(List<Observation> observations) {
            return switch (this) {
                case SampleCount -> OptionalDouble.of(count(observations));
                case Sum -> OptionalDouble.of(sum(observations));
                case Average -> OptionalDouble.of(sum(observations) / count(observations));
                case Minimum ->
                    observations.stream().mapToDouble(Observation::minimum).min();
                case Maximum ->
                    observations.stream().mapToDouble(Observation::maximum).max();
            };
        }

        private static double count(List<Observation> observations) {
            return observations.stream().mapToDouble(Observation::sampleCount).sum();
        }

        private static double sum(List<Observation> observations) {
            return observations.stream().mapToDouble(Observation::sum).sum();
        }
    }

    /**
     * The smallest sample that {@code percent} of all samples do not exceed. AWS does not say how it interpolates.
     *
     * @param percent above 0, at most 100
     */
    record Percentile(double percent) implements Statistic {
        private static final Pattern FORM = Pattern.compile("p(\\d{1,2}(\\.\\d{1,10})?|100)");

        @Override
        public OptionalDouble of(List<Observation> observations) {
            var samples = observations.stream()
                    .flatMap(observation -> observation.samples().stream())
                    .sorted(Comparator.comparingDouble(Observation.Weighted::value))
                    .toList();
            var total =
                    samples.stream().mapToDouble(Observation.Weighted::count).sum();
            var seen = 0.0;
            for (var sample : samples) {
                seen += sample.count();
                if (seen >= total * percent / 100) {
                    return OptionalDouble.of(sample.value());
                }
            }
            return OptionalDouble.empty();
        }
    }

    /** Reads {@code Average}, {@code p99.9} and the like; empty for what is not simulated. */
    static Optional<Statistic> parse(String text) {
        var percentile = Percentile.FORM.matcher(text);
        if (percentile.matches()) {
            return Optional.of(new Percentile(Double.parseDouble(percentile.group(1))));
        }
        for (var simple : Simple.values()) {
            if (simple.name().equals(text)) {
                return Optional.of(simple);
            }
        }
        return Optional.empty();
    }
}

package io.tidegate.deploy.whatif.tune;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How sure a mean is: the means of as many samples of its values, drawn with replacement (B. Efron, Annals of Statistics 7, 1979).
 *
 * @param low one mean in twenty lies below
 * @param high one mean in twenty lies above
 */
public record Bootstrap(double mean, double low, double high) {
    private static final int SAMPLES = 2_000;
    private static final double TAIL = 0.05;

    /** Of at least one value; the same seed has the same interval. */
    public static Bootstrap of(double[] values, long seed) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must be at least one, were none");
        }
        var random = new SplittableRandom(seed);
        var means = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[sample] = sum / values.length;
        }
        Arrays.sort(means);
        return new Bootstrap(
                Arrays.stream(values).average().orElseThrow(),
                means[(int) (TAIL * SAMPLES)],
                means[(int) ((1 - TAIL) * SAMPLES) - 1]);
    }
}

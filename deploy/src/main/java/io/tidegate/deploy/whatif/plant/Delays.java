package io.tidegate.deploy.whatif.plant;

import io.tidegate.streams.policy.Durations;
import java.time.Duration;
import java.util.List;

/**
 * How long something takes: some delays, each as likely as the others. Immutable.
 *
 * @param sorted at least one, each at least 0, the shortest first
 * @param origin where they are from, for people
 */
public record Delays(List<Duration> sorted, String origin) {
    public Delays {
        sorted = sorted.stream().sorted().toList();
        if (sorted.isEmpty() || sorted.getFirst().isNegative()) {
            throw new IllegalArgumentException("delays must be at least 0 and at least one, was " + sorted);
        }
    }

    /** Always the same, as people say. */
    public static Delays given(Duration delay) {
        return new Delays(List.of(delay), "given");
    }

    /** Always the same, for want of a better one. */
    static Delays assumed(Duration delay) {
        return new Delays(List.of(delay), "assumed");
    }

    /** Shortest. */
    public Duration least() {
        return sorted.getFirst();
    }

    /** The one below which {@code share} of them are. */
    public Duration quantile(double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }

    /** For people. */
    @Override
    public String toString() {
        String least = Durations.text(least());
        String most = Durations.text(quantile(1));
        return least.equals(most)
                ? "%s (%s)".formatted(least, origin)
                : "%s to %s, half of them at most %s (%s)"
                        .formatted(least, most, Durations.text(quantile(0.5)), origin);
    }

    /** One of them; the same number has the same one. */
    Duration pick(long number) {
        return sorted.get((int) Long.remainderUnsigned(mixed(number), sorted.size()));
    }

    /** Bits that tell nothing of the number (SplitMix64's finalizer: Steele, Lea, Flood, OOPSLA 2014). */
    static long mixed(long number) {
        long bits = number + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}

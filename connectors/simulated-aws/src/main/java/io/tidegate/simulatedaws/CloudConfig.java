package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.fault.FaultRates;
import io.tidegate.simulatedaws.identity.Place;
import java.time.Duration;
import java.time.Instant;

/**
 * How a simulated cloud behaves.
 *
 * @param start the simulated present at the start
 * @param seed of everything that chance decides; the same seed, calls and steps give the same trace
 * @param pace divides the latencies of tasks and metrics, but no period that AWS reports through its API; positive
 * @param metricPeriod how often services publish metrics; a divisor or a multiple of a minute, at least 1 s
 * @param faults rates of all operations at the start
 * @param place the account and region that it is
 */
public record CloudConfig(
        Instant start, long seed, double pace, Duration metricPeriod, FaultRates faults, Place place) {
    public CloudConfig {
        if (!(pace > 0) || Double.isInfinite(pace)) {
            throw new IllegalArgumentException("pace must be positive and finite, was " + pace);
        }
        var seconds = metricPeriod.toSeconds();
        if (!metricPeriod.equals(Duration.ofSeconds(seconds))
                || seconds < 1
                || (60 % seconds != 0 && seconds % 60 != 0)) {
            throw new IllegalArgumentException(
                    "metricPeriod must be a divisor or a multiple of a minute in whole seconds, was " + metricPeriod);
        }
    }

    /** AWS as it is: no hurry, metrics every 10 s, 1 % of calls throttled. */
    public static CloudConfig real(Instant start, long seed) {
        return new CloudConfig(start, seed, 1, Duration.ofSeconds(10), FaultRates.USUAL, Place.DEFAULT);
    }

    /** The same without faults. */
    public static CloudConfig calm(Instant start, long seed) {
        return real(start, seed).withFaults(FaultRates.CALM);
    }

    /** With another pace. */
    public CloudConfig withPace(double newPace) {
        return new CloudConfig(start, seed, newPace, metricPeriod, faults, place);
    }

    /** With another metric period. */
    public CloudConfig withMetricPeriod(Duration newPeriod) {
        return new CloudConfig(start, seed, pace, newPeriod, faults, place);
    }

    /** With other faults. */
    public CloudConfig withFaults(FaultRates newFaults) {
        return new CloudConfig(start, seed, pace, metricPeriod, newFaults, place);
    }

    /**
     * In another place.
     *
     * @param account 12 digits
     * @param region for example {@code eu-west-1}
     */
    public CloudConfig withPlace(String account, String region) {
        return new CloudConfig(start, seed, pace, metricPeriod, faults, new Place(account, region));
    }

    /** 12 digits. */
    public String account() {
        return place.account();
    }

    /** For example {@code us-east-1}. */
    public String region() {
        return place.region();
    }
}

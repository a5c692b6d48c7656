package io.tidegate.deploy.whatif.price;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a provider asks for an hour of what units are made of.
 *
 * @param vcpuHour of a task without instances of its own (Fargate)
 * @param gbHour of its memory
 * @param instances by type, such as {@code m5.large}
 */
public record Rates(double vcpuHour, double gbHour, SortedMap<String, Double> instances) {
    /**
     * Linux on x86 in us-east-1, on demand, in USD: https://aws.amazon.com/fargate/pricing/ and
     * https://aws.amazon.com/ec2/pricing/on-demand/, as known in {@link Prices#DEFAULT_AS_OF}, and not fetched since.
     */
    static final Rates AWS = new Rates(
            0.04048,
            0.004445,
            new TreeMap<>(Map.ofEntries(
                    Map.entry("t3.micro", 0.0104),
                    Map.entry("t3.small", 0.0208),
                    Map.entry("t3.medium", 0.0416),
                    Map.entry("t3.large", 0.0832),
                    Map.entry("t3.xlarge", 0.1664),
                    Map.entry("t4g.medium", 0.0336),
                    Map.entry("t4g.large", 0.0672),
                    Map.entry("m5.large", 0.096),
                    Map.entry("m5.xlarge", 0.192),
                    Map.entry("m5.2xlarge", 0.384),
                    Map.entry("m6i.large", 0.096),
                    Map.entry("m6i.xlarge", 0.192),
                    Map.entry("m6g.large", 0.077),
                    Map.entry("m7g.large", 0.0816),
                    Map.entry("c5.large", 0.085),
                    Map.entry("c5.xlarge", 0.17),
                    Map.entry("c5.2xlarge", 0.34),
                    Map.entry("c6i.large", 0.085),
                    Map.entry("c6i.xlarge", 0.17),
                    Map.entry("c6g.large", 0.068),
                    Map.entry("c7g.large", 0.0725),
                    Map.entry("r5.large", 0.126),
                    Map.entry("r5.xlarge", 0.252),
                    Map.entry("r6i.large", 0.126),
                    Map.entry("r6g.large", 0.1008))));

    public Rates {
        require("vcpuHour", vcpuHour);
        require("gbHour", gbHour);
        instances.forEach((type, price) -> require("instances." + type, price));
        instances = Collections.unmodifiableSortedMap(new TreeMap<>(instances));
    }

    private static void require(String key, double price) {
        if (!(price >= 0 && Double.isFinite(price))) {
            throw new IllegalArgumentException("%s must be 0 or more, was %s".formatted(key, price));
        }
    }

    /** A task of so much. */
    Price task(double vcpu, double memoryGb) {
        return new Price(
                vcpu * vcpuHour + memoryGb * gbHour,
                "a task of %s vCPU and %s GB".formatted(plain(vcpu), plain(memoryGb)));
    }

    /** An instance of a type; empty where its price is not known. */
    Optional<Price> instance(String type) {
        return Optional.ofNullable(instances.get(type)).map(price -> new Price(price, "an instance " + type));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}

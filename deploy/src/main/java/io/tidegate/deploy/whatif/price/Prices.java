package io.tidegate.deploy.whatif.price;

import io.tidegate.schemas.naming.Target;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an hour of a unit of each target costs: the first rule that fits it, else what stands for its kind.
 *
 * @param currency as ISO 4217 has it
 * @param asOf when the prices were so
 * @param source where they are from, for people
 */
public record Prices(String currency, LocalDate asOf, String source, Rates rates, List<Rule> rules) {
    static final LocalDate DEFAULT_AS_OF = LocalDate.of(2025, 6, 1);

    // The smallest task that Fargate runs (ECS developer guide, "Task CPU and memory").
    private static final double TASK_VCPU = 0.25;
    private static final double TASK_GB = 0.5;
    private static final String INSTANCE = "m5.large";

    /** Without a file. */
    public static final Prices DEFAULT = new Prices(
            "USD",
            DEFAULT_AS_OF,
            "public on-demand prices of AWS for Linux on x86 in us-east-1 (aws.amazon.com/fargate/pricing,"
                    + " aws.amazon.com/ec2/pricing/on-demand), as known, not fetched",
            Rates.AWS,
            List.of());

    /**
     * The price of all targets that fit.
     *
     * @param target spelling of one, or of several with {@code *} for any text
     */
    public record Rule(String target, Price price) {
        boolean fits(String text) {
            String pattern = List.of(target.split("\\*", -1)).stream()
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            return Pattern.matches(pattern, text);
        }
    }

    public Prices {
        rules = List.copyOf(rules);
    }

    /** Of one unit of a target; where nothing is known of its kind, an hour of a unit counts as 1. */
    public Price of(String target) {
        return rules.stream()
                .filter(rule -> rule.fits(target))
                .map(Rule::price)
                .findFirst()
                .orElseGet(() -> ofKind(Target.parse(target)));
    }

    private Price ofKind(Target target) {
        return switch (target) {
            case Target.EcsService _ -> rates.task(TASK_VCPU, TASK_GB);
            case Target.Group _, Target.Cluster _, Target.Instance _ ->
                rates.instance(INSTANCE).orElseGet(Prices::unknown);
            case Target.Scalable _, Target.LaunchTemplate _ -> unknown();
        };
    }

    private static Price unknown() {
        return new Price(1, "an hour of a unit, for want of a price");
    }

    /** What a report says of them. */
    public String described() {
        return "%s of %s: %s".formatted(currency, asOf, source);
    }
}

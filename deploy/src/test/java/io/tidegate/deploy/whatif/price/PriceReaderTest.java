package io.tidegate.deploy.whatif.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.streams.policy.file.Problem;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PriceReaderTest {
    private static final String HEAD = """
            apiVersion: tidegate/v1
            kind: Prices
            currency: USD
            asOf: 2026-05-04
            source: our contract
            """;

    @Test
    void readsPricesOfTargets() {
        var prices = PriceReader.read("prices.yaml", HEAD + """
                rates:
                  vcpuHour: 0.03
                  gbHour: 0.004
                  instances: {m5.large: 0.08, big.one: 5}
                units:
                  - {target: ecs/shop/checkout, vcpu: 2, memoryGb: 4}
                  - {target: "ecs/shop/*", perHour: 0.5}
                  - {target: "*/asg/*", instance: big.one}
                """).prices().orElseThrow();

        assertThat(prices.currency()).isEqualTo("USD");
        assertThat(prices.asOf()).isEqualTo(LocalDate.of(2026, 5, 4));
        assertThat(prices.described()).isEqualTo("USD of 2026-05-04: our contract");
        assertThat(prices.of("ecs/shop/checkout").perHour()).isCloseTo(0.076, within(1e-12));
        assertThat(prices.of("ecs/shop/checkout").basis()).isEqualTo("a task of 2 vCPU and 4 GB");
        assertThat(prices.of("ecs/shop/cart").perHour()).isEqualTo(0.5);
        assertThat(prices.of("123456789012/eu-west-1/asg/web").perHour()).isEqualTo(5);
        assertThat(prices.of("asg/web")).isEqualTo(new Price(0.08, "an instance m5.large"));
    }

    @Test
    void knowsPricesWithoutAFile() {
        assertThat(Prices.DEFAULT.of("ecs/shop/checkout").perHour()).isCloseTo(0.0123425, within(1e-12));
        assertThat(Prices.DEFAULT.of("asg/web").perHour()).isEqualTo(0.096);
        assertThat(Prices.DEFAULT.of("cluster/shop").perHour()).isEqualTo(0.096);
        assertThat(Prices.DEFAULT.of("appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits"))
                .isEqualTo(new Price(1, "an hour of a unit, for want of a price"));
        assertThat(Prices.DEFAULT.described()).startsWith("USD of 2025-06-01: public on-demand prices of AWS");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                row(
                        "a key that is not known",
                        HEAD + "curency: EUR\n",
                        6,
                        1,
                        "curency is not a key here; known are apiVersion, asOf, currency, kind, rates, source, units"),
                row(
                        "a key that is missing",
                        "apiVersion: tidegate/v1\nkind: Prices\ncurrency: USD\nasOf: 2026-05-04\n",
                        1,
                        1,
                        "source must be given, was absent"),
                row("a key given twice", HEAD + "source: other\n", 6, 1, "source must be given once, was given twice"),
                row("another kind", HEAD.replace("Prices", "Price"), 2, 7, "kind must be one of Prices, was \"Price\""),
                row(
                        "a currency that is none",
                        HEAD.replace("USD", "dollars"),
                        3,
                        11,
                        "currency must be a currency such as USD, was \"dollars\""),
                row(
                        "a date that is none",
                        HEAD.replace("05-04", "05-40"),
                        4,
                        7,
                        "asOf must be a date such as 2026-05-04, was \"2026-05-40\""),
                row(
                        "our dollars as other money",
                        HEAD.replace("USD", "EUR"),
                        1,
                        1,
                        "rates must be given where currency is not USD, was absent with EUR"),
                row(
                        "a price that is none",
                        HEAD + "units:\n  - {target: asg/web, perHour: -1}\n",
                        7,
                        32,
                        "units[0].perHour must be a number such as 0.096, was \"-1\""),
                row(
                        "an instance without a price",
                        HEAD
                                + "rates: {vcpuHour: 1, gbHour: 1, instances: {a.large: 1}}\nunits:\n  - {target: asg/web, instance: b.large}\n",
                        8,
                        33,
                        "units[0].instance must be one of a.large, was b.large"),
                row(
                        "two prices",
                        HEAD + "units:\n  - {target: asg/web, perHour: 1, vcpu: 1, memoryGb: 1}\n",
                        7,
                        5,
                        "units[0] must have one of perHour, instance, or vcpu with memoryGb, was target, perHour, vcpu, memoryGb"),
                row(
                        "half a task",
                        HEAD + "units:\n  - {target: asg/web, vcpu: 1}\n",
                        7,
                        5,
                        "units[0] must have one of perHour, instance, or vcpu with memoryGb, was target, vcpu"),
                row("a text for a list", HEAD + "units: none\n", 6, 8, "units must be a list, was none"),
                row("a list for a mapping", "- 1\n", 1, 1, "document must be a mapping, was not"),
                row("two documents", HEAD + "---\n" + HEAD, 1, 1, "file must hold one document, was 2"),
                row("nothing", "", 1, 1, "file must hold one document, was 0"));
    }

    private static Arguments row(String name, String text, int line, int column, String message) {
        return Arguments.of(name, text, new Problem("prices.yaml", line, column, message));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void tellsWhereAFileIsWrong(String name, String text, Problem problem) {
        var parsed = PriceReader.read("prices.yaml", text);

        assertThat(parsed.problems()).contains(problem);
        assertThat(parsed.prices()).isEmpty();
    }
}

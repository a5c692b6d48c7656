package io.tidegate.streams.route;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.streams.Policies;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.Metric.Across;
import io.tidegate.streams.policy.PolicyRevision;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SelectorIndexTest {
    private static final Duration LATENESS = Duration.ofSeconds(5);

    static Stream<Arguments> series() {
        return Stream.of(
                row("the name and every dimension asked for", "load", Map.of("service", "web"), true),
                row("more dimensions than asked for", "load", Map.of("service", "web", "zone", "a"), true),
                row("another name", "cpu", Map.of("service", "web"), false),
                row("another value", "load", Map.of("service", "api"), false),
                row("no dimension at all", "load", Map.of(), false));
    }

    private static Arguments row(String name, String metric, Map<String, String> dimensions, boolean wanted) {
        return Arguments.of(name, SeriesId.of(metric, dimensions), wanted);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("series")
    void selectsByNameAndDimensions(String name, SeriesId series, boolean wanted) {
        var index = index(policy().metric("load", Map.of("service", "web"), LATENESS, false));

        assertThat(index.of(series).isNone()).isEqualTo(!wanted);
    }

    @Test
    void gathersTheTargetsOfAllPoliciesByDomainInOrder() {
        var index = index(
                policy().named("one").targets("ecs/b/web", "ecs/a/web").metric("load", false),
                policy().named("two").targets("ecs/b/api").metric("load", false),
                policy().named("three").targets("ecs/c/web").metric("cpu", false));

        var interest = index.of(SeriesId.of("load", Map.of()));

        assertThat(interest.targetsByDomain())
                .containsExactly(
                        Map.entry("cluster/a", List.of("ecs/a/web")),
                        Map.entry("cluster/b", List.of("ecs/b/api", "ecs/b/web")));
    }

    @Test
    void namesATargetOnceThatTwoMetricsSelectTheSeriesFor() {
        var index = index(
                policy().named("one").metric("load", false),
                policy().named("two").metric("load", Map.of("service", "web"), LATENESS, false));

        var interest = index.of(SeriesId.of("load", Map.of("service", "web")));

        assertThat(interest.targetsByDomain()).containsExactly(Map.entry("cluster/demo", List.of(Policies.TARGET)));
    }

    @Test
    void hurriesWhenAnyMetricIsEarlyAndWaitsForTheLatest() {
        var index = index(
                policy().named("one").metric("load", Map.of(), Duration.ofMinutes(3), false),
                policy().named("two").metric("load", Map.of(), LATENESS, true));

        assertThat(index.of(SeriesId.of("load", Map.of())))
                .returns(true, Interest::early)
                .returns(180_000L, Interest::latenessMillis);
    }

    @Test
    void asksForSketchesAndReadingsWhereAMetricNeedsThem() {
        var index = index(
                policy().named("one").metric("load", false),
                policy().named("two")
                        .metric("load", Map.of("service", "web"), LATENESS, false)
                        .reduced(new Statistic.Quantile(950), Across.MAX),
                policy().named("three")
                        .metric("load", Map.of("zone", "a"), LATENESS, false)
                        .reduced(Statistic.Exact.RATE, Across.SUM));

        assertThat(index.of(SeriesId.of("load", Map.of())))
                .returns(false, Interest::quantiles)
                .returns(false, Interest::rate);
        assertThat(index.of(SeriesId.of("load", Map.of("service", "web"))))
                .returns(true, Interest::quantiles)
                .returns(false, Interest::rate);
        assertThat(index.of(SeriesId.of("load", Map.of("zone", "a"))))
                .returns(false, Interest::quantiles)
                .returns(true, Interest::rate);
    }

    private static SelectorIndex index(Policies... policies) {
        return new SelectorIndex(
                Stream.of(policies).map(SelectorIndexTest::record).toList());
    }

    private static ScalingPolicy record(Policies policy) {
        var nobody = new PolicyRevision.Provenance(Instant.EPOCH, "test", Optional.empty(), "");
        return PolicySerdes.toAvro(new PolicyRevision(policy.build(), nobody, new TreeMap<>()));
    }
}

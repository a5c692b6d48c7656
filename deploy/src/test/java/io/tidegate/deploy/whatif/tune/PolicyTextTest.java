package io.tidegate.deploy.whatif.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Rule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
    static final String WEB = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 40}
            metrics:
              cpu: {samples: {name: cpu}, window: 1m}
            rules:
              - targetTracking: {metric: cpu, target: 60}
            """;

    static PolicyText web() {
        return new PolicyText("web.yaml", WEB, _ -> Optional.empty());
    }

    @Test
    void setsKeysThatAreThereAndThatAreNot() {
        var policy = (CapacityPolicy) web().with(Map.of(
                        "rules[0].targetTracking.target", Optional.of("45"),
                        "stabilization.scaleIn", Optional.of("5m"),
                        "capacity.max", Optional.of("30")))
                .policy()
                .orElseThrow();

        assertThat(((Rule.TargetTracking) policy.rules().getFirst()).target()).isEqualTo(45);
        assertThat(policy.behaviour().stabilization().scaleIn()).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.bounds().max()).isEqualTo(30);
        assertThat(policy.name()).isEqualTo("web");
    }

    @Test
    void takesKeysAway() {
        var read = web().with(Map.of("metrics.cpu.window", Optional.empty()));

        assertThat(read.policy()).isPresent();
        assertThat(read.text()).doesNotContain("window");
    }

    @Test
    void letsTheReaderSayWhatAPolicyMayBe() {
        var read = web().with(Map.of("capacity.min", Optional.of("50")));
        var unknown = web().with(Map.of("stabilisation.scaleIn", Optional.of("5m")));

        assertThat(read.policy()).isEmpty();
        assertThat(read.problem()).contains("capacity.max must be at least min 50");
        assertThat(unknown.problem()).contains("stabilisation is not a key here");
    }

    private static final String NAMED = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 40}
            metrics:
              cpu: {samples: {name: cpu}, window: 1m}
            rules:
              - targetTracking: {name: cpu, metric: cpu, target: 60}
              - threshold: {name: "2", metric: cpu, atLeast: 80, change: 2}
              - threshold: {name: twice, metric: cpu, atLeast: 90, change: 2}
              - threshold: {name: twice, metric: cpu, atLeast: 95, change: 2}
            schedule:
              - {name: month's end, when: "cron(0 20 L * ? *)", timezone: Asia/Seoul, min: 4}
              - {name: v1.5=on, when: "0 6 1 * *", timezone: Asia/Seoul, min: 3}
            """;

    private static PolicyText named() {
        return new PolicyText("web.yaml", NAMED, _ -> Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "rules[cpu].targetTracking.target | 60",
                "rules[0].targetTracking.target | 60",
                "rules[1].threshold.atLeast | 80",
                // The number of an item comes before a name.
                "rules[2].threshold.atLeast | 90",
                "schedule[month's end].min | 4",
                "schedule[v1.5=on].min | 3",
                "capacity.max | 40",
                "capacity | ",
                "cooldown.scaleIn | ",
                "rules[cpu].targetTracking.tolerance | ",
                "rules[load].targetTracking.target | ",
            })
    void findsItemsOfListsByNumberAndByName(String path, @Nullable String value) {
        assertThat(named().value(path)).isEqualTo(Optional.ofNullable(value));
    }

    @Test
    void setsKeysOfItemsByTheirNames() {
        var read = named().with(Map.of(
                "rules[cpu].targetTracking.target", Optional.of("45"),
                "schedule[v1.5=on].min", Optional.of("5")));

        assertThat(read.text()).contains("target: 45", "min: 5").doesNotContain("target: 60", "min: 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "rules[load].targetTracking.target | led at load to a list of 4 with the names [cpu, 2, twice, twice]",
                "rules[twice].threshold.atLeast | led at twice to a list of 4 with the names [cpu, 2, twice, twice]",
                "schedule[office].min | led at office to a list of 2 with the names [month's end, v1.5=on]",
            })
    void namesTheItemsThereAreWhereNoneIsMeant(String path, String where) {
        assertThatThrownBy(() -> named().with(Map.of(path, Optional.of("1"))))
                .hasMessage("--vary %s must lead to a key of the policy, %s".formatted(path, where));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "[0]", "a[0]b", "a[]", "a[0", "a[0].[1]"})
    void refusesWhatIsNoPath(String path) {
        assertThatThrownBy(() -> web().with(Map.of(path, Optional.of("1"))))
                .hasMessage("--vary must begin with a path such as rules[0].targetTracking.target, was " + path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules[1].targetTracking.target | --vary rules[1].targetTracking.target must lead to a key of the policy, led at 1 to a list of 1",
                "name.first | --vary name.first must lead to a key of the policy, led at first to the value web",
                "rules[0] | --vary rules[0] must lead to a key of the policy, led at 0 to a list of 1",
            })
    void saysWhereAPathLeadsNowhere(String path, String message) {
        assertThatThrownBy(() -> web().with(Map.of(path, Optional.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}

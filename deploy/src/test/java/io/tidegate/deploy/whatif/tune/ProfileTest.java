package io.tidegate.deploy.whatif.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.whatif.tune.Profile.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
    private static final String PATH = SomeTuned.TARGET;

    // What each value costs with penalty; the current policy has 60, which costs 50.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "40=10, 70=20, 80=30 | 40 is the lowest value tried, so a lower one may do better",
                "40=30, 70=20, 80=10 | 80 is the highest value tried, so a higher one may do better",
                "40=30, 70=10, 80=20 | -",
                // Nothing is below it.
                "0=10, 70=20, 80=30 | -",
                // Others do as well.
                "40=10, 70=20, 80=10 | -",
                "0s=30, 90s=20, 5m=10 | 5m is the highest value tried, so a higher one may do better",
                "bounds=10, capacity=20 | -",
                // The one as it is.
                "70=60, 80=70 | 60 is the lowest value tried, so a lower one may do better",
                "40=60, 80=70 | -",
                "70=10 | -",
            })
    void warnsWhereTheBestValueIsAtAnEdge(String values, @Nullable String warning) {
        var profile = SomeTuned.of(values.split(", ")).profiles().getFirst();

        assertThat(profile.warning()).isEqualTo(Optional.ofNullable(warning).map(text -> PATH + ": " + text));
    }

    @Test
    void takesOfEachValueTheBestPolicyInOrderOfTheirSize() {
        var profile = SomeTuned.of("9=30", "10=20", "5=40", "10=15").profiles().getFirst();

        assertThat(profile.steps()).extracting(Step::value).containsExactly("5", "9", "10");
        assertThat(profile.steps())
                .extracting(step -> step.best().measures().objective())
                .containsExactly(40.0, 30.0, 15.0);
    }

    @Test
    void leavesOutAValueThatOnlyThePolicyAsItIsHasUnlessItIsTheBest() {
        var other = SomeTuned.of("40=10", "80=20").profiles().getFirst();
        var best = SomeTuned.of("40=70", "80=80").profiles().getFirst();

        assertThat(other.steps()).extracting(Step::value).isEqualTo(List.of("40", "80"));
        assertThat(best.steps()).extracting(Step::value).isEqualTo(List.of("40", "60", "80"));
    }
}

package io.tidegate.deploy.whatif.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target=40,60,80 | 40,60,80",
                "target=40,40 | 40",
                "target=40..80:20 | 40,60,80",
                "target=40..75:20 | 40,60",
                "target=40..80 | 40,50,60,70,80",
                "min=1..3 | 1,2,3",
                "tolerance=0.1..0.3:0.1 | 0.1,0.2,0.3",
                "stabilization.scaleIn=0s,5m | 0s,5m",
                "stabilization.scaleIn=1m..3m:1m | 1m,2m,3m",
                "stabilization.scaleIn=1m..16m | 1m,2m,4m,8m,16m",
                "via=bounds,capacity | bounds,capacity",
                "rules[a=b].target=40,50 | 40,50",
            })
    void tellsTheValuesThatAreTried(String text, String values) {
        assertThat(String.join(",", Vary.parse(text).values())).isEqualTo(values);
        assertThat(text).startsWith(Vary.parse(text).path() + "=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target",
                "=40",
                "target=",
                "target=80..40",
                "target=a..b",
                "target=40..80:0",
                "x=1m..5m:b",
                "rules[=1"
            })
    void refusesWhatIsNoneAndSaysWhatItMustBe(String text) {
        assertThatThrownBy(() -> Vary.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--vary must be PATH=a,b,c, PATH=low..high or PATH=low..high:step")
                .hasMessageEndingWith("was " + text);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"40 | 40", "0.10 | 0.1", "90s | 90", "5m | 300", "bounds | "},
            delimiter = '|')
    void tellsHowGreatAValueIs(String value, @Nullable Double size) {
        assertThat(Vary.size(value)).isEqualTo(size == null ? OptionalDouble.empty() : OptionalDouble.of(size));
    }

    @Test
    void refusesMoreValuesThanAnybodyWaitsFor() {
        assertThatThrownBy(() -> Vary.parse("target=1..100:1"))
                .hasMessage("--vary target must have 1 to 50 values, had 51");
    }

    @Test
    void findsWhatLiesBetweenAValueOfARangeAndItsNeighbours() {
        var range = Vary.parse("target=40..80:20");
        var list = Vary.parse("target=40,60,80");

        assertThat(range.between("60", range.values())).containsExactly("50", "70");
        assertThat(range.between("60", List.of("40", "50", "60", "80"))).containsExactly("55", "70");
        assertThat(range.between("40", range.values())).containsExactly("50");
        assertThat(list.between("60", list.values())).isEmpty();
        assertThat(Vary.parse("x=1m..3m:1m").between("2m", List.of("1m", "2m", "3m")))
                .containsExactly("90s", "150s");
    }
}

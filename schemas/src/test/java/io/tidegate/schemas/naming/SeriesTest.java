package io.tidegate.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void sortsDimensionsSoThatEqualSeriesHaveEqualKeys() {
        var unsorted = new LinkedHashMap<String, String>();
        unsorted.put("service", "web");
        unsorted.put("cluster", "demo");

        assertThat(Series.of("cpu", unsorted)).isEqualTo("cpu{cluster=demo,service=web}");
    }

    @Test
    void isTheBareNameWithoutDimensions() {
        assertThat(Series.of("cpu", Map.of())).isEqualTo("cpu");
    }

    @Test
    void escapesSeparatorsSoThatDifferentSeriesHaveDifferentKeys() {
        assertThat(Series.of("m", Map.of("a", "1,b=2"))).isEqualTo("m{a=1\\,b\\=2}");
        assertThat(Series.of("m", Map.of("a", "1", "b", "2"))).isEqualTo("m{a=1,b=2}");
    }
}

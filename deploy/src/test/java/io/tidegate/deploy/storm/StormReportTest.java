package io.tidegate.deploy.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class StormReportTest {

    @Test
    void tellsProgramsWhatBecameOfTheInstances() {
        var report = report(0, List.of());

        assertThat(report.isKept()).isTrue();
        assertThat(report.json()).containsOnlyKeys("lifecycle");
        assertThat(report.json().get("lifecycle"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("received", 500)
                .containsEntry("completed", 500L)
                .containsEntry("expired", 0L)
                .containsEntry("duplicates", 970L)
                .containsEntry("droppedRequests", 0L)
                .containsEntry("heldMs", Map.of("p50", 50L, "p99", 99L, "max", 100L))
                .containsEntry("broken", List.of());
        assertThat(report.lines()).last().isEqualTo("every promise was kept");
    }

    @Test
    void tellsPeopleWhichPromiseWasBroken() {
        var report = report(2.5, List.of("no request was to be dropped, and 2.5 were"));

        assertThat(report.isKept()).isFalse();
        assertThat(report.lines())
                .contains("broken: no request was to be dropped, and 2.5 were")
                .last()
                .isEqualTo("promises were broken");
    }

    @Test
    void countsAPartOfARequestAsDropped() {
        assertThat(report(2.5, List.of()).lines()).anyMatch(line -> line.contains(" 3 requests dropped"));
    }

    private static StormReport report(double dropped, List<String> broken) {
        var held = LongStream.rangeClosed(1, 100).boxed().toList();
        return new StormReport(500, 500, 500, 0, 970, dropped, 0, 50, 88, 128, held, broken);
    }
}

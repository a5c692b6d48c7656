package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.whatif.tune.SomeTuned;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TuneReportTest {
    @Test
    void showsOfALongFrontWhatIsAboutTheBest() {
        var tuned = SomeTuned.grid("web");
        var front = tuned.found().front();

        var lines = new TuneReport(tuned).lines();

        var shown = lines.subList(
                lines.indexOf("nothing is better in both cost and capacity missing than:") + 1, lines.size());
        assertThat(shown).hasSize(13);
        assertThat(shown.getLast())
                .isEqualTo("  and %d more (--report and --json tell all)".formatted(front.size() - 12));
        assertThat(shown.get(6)).endsWith("rules[0].targetTracking.target = 70, stabilization.scaleIn = 15m");
    }

    @Test
    void warnsOfEachKeyWhoseBestValueIsAtAnEdge() {
        var report = new TuneReport(SomeTuned.grid("web"));

        assertThat(report.lines())
                .filteredOn(line -> line.startsWith("edge "))
                .containsExactly(
                        "edge      stabilization.scaleIn: 15m is the highest value tried, so a higher one may do better");
        assertThat(report.json()).containsEntry("edges", Map.of(SomeTuned.SCALE_IN, "highest"));
    }
}

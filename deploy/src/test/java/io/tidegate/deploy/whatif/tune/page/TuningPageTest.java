package io.tidegate.deploy.whatif.tune.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.deploy.whatif.tune.SomeTuned;
import io.tidegate.deploy.whatif.tune.Tuned;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page as text; in a browser it is {@link TuningInBrowser}'s. */
class TuningPageTest {
    private static final String HOSTILE = "</script><script>taken()</script>{{data}}";

    @Test
    void tellsWithoutScriptsWhatWasSearchedAndFound() {
        var page = TuningPage.of(SomeTuned.grid("web")).replaceAll("<script[^>]*>[^<]*</script>", "");

        assertThat(page)
                .contains(
                        "<h1>Tuned: web</h1>", "3.40 % of the capacity that really ran", "A start takes 40s (assumed).")
                .contains("<dt>shall be least</dt><dd>cost with penalty</dd>")
                .contains("36; 2 more are no valid policy: too &lt;small&gt;")
                .contains("6 searched, 3 held out", "3 held out</summary>", "2026-03-04T00:00:00Z")
                .contains("40, 45, 50, 55, 60, 65, 70, 75, 80", "0m, 1m, 5m, 15m")
                .contains("All 36 policies tried, the cheapest first")
                .contains("−2.00 to −1.00 better", "−0.250 to +1.25, may be either", "+0.250 to +0.750 worse")
                .contains("<dt>held to</dt><dd>shortageHours&lt;=60.0000</dd>")
                .contains("<th scope=\"col\">defaults</th>")
                .contains("apiVersion: tidegate/v1\nkind: ServicePolicy\n");
    }

    @Test
    void warnsBesideTheResultAndBesideTheChartOfAKeyWhoseBestValueIsAtAnEdge() {
        var edge = TuningPage.of(SomeTuned.of("40=10", "80=20"));
        var none = TuningPage.of(SomeTuned.of("40=20", "50=10", "80=20"));

        assertThat(edge.split("40 is the lowest value tried, so a lower one may do better", -1))
                .hasSize(3);
        assertThat(none).doesNotContain("value tried, so");
    }

    @Test
    void drawsEveryPolicyThatWasTried() throws IOException {
        var data = data(SomeTuned.of("40=10", "80=20", "40=15"));

        assertThat(data.at("/policies").findValuesAsText("penalised")).containsExactly("50.0", "10.0", "20.0", "15.0");
        assertThat(data.at("/keys/0").asText()).isEqualTo("target");
        assertThat(data.at("/best").asInt()).isEqualTo(1);
        assertThat(data.at("/front").toString()).isEqualTo("[1]");
        assertThat(data.at("/profiles/0/kind").asText()).isEqualTo("number");
        assertThat(data.at("/profiles/0/steps").toString()).isEqualTo("[[40.0,1],[80.0,2]]");
        assertThat(data.at("/profiles/0/points").toString()).isEqualTo("[[60.0,0],[40.0,1],[80.0,2],[40.0,3]]");
    }

    @Test
    void marksTheDefaultsAndWhatIsBeyondTheLimits() throws IOException {
        var data = data(SomeTuned.grid("web"));

        assertThat(data.at("/defaults/cost").asDouble()).isEqualTo(100);
        assertThat(data.at("/defaults/values").toString()).isEqualTo("[null,null]");
        assertThat(data.at("/policies").findValues("within").stream().filter(within -> !within.asBoolean()))
                .hasSizeBetween(1, 20);
        assertThat(data.at("/policies/0/values").toString()).isEqualTo("[\"60\",null]");
    }

    @Test
    void drawsDurationsInSecondsAndWordsByTheirNames() throws IOException {
        var durations = data(SomeTuned.of("90s=10", "5m=20"));
        var words = data(SomeTuned.of("bounds=10", "capacity=20"));

        assertThat(durations.at("/profiles/0/kind").asText()).isEqualTo("duration");
        assertThat(durations.at("/profiles/0/steps/1/0").asDouble()).isEqualTo(300);
        assertThat(words.at("/profiles/0/kind").asText()).isEqualTo("word");
        assertThat(words.at("/profiles/0/steps/1/0").asText()).isEqualTo("capacity");
    }

    @Test
    void putsWhatComesFromOutsideIntoThePageAsText() {
        assertThat(TuningPage.of(SomeTuned.named(HOSTILE)))
                .doesNotContain("<script>taken")
                .contains("&lt;script&gt;taken()", "\\u003cscript\\u003etaken()");
    }

    @Test
    void tellsKeysApartByTheShortestEndsOfTheirPaths() {
        var names = ShortNames.of(List.of(
                "rules[cpu].targetTracking.target",
                "rules[v1.5].targetTracking.target",
                "cooldown.scaleIn",
                "tolerance"));

        assertThat(names.byPath())
                .isEqualTo(Map.of(
                        "rules[cpu].targetTracking.target", "rules[cpu].targetTracking.target",
                        "rules[v1.5].targetTracking.target", "rules[v1.5].targetTracking.target",
                        "cooldown.scaleIn", "scaleIn",
                        "tolerance", "tolerance"));
    }

    private static JsonNode data(Tuned tuned) throws IOException {
        var page = TuningPage.of(tuned);
        var from = page.indexOf("id=\"data\">") + "id=\"data\">".length();
        return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
    }
}

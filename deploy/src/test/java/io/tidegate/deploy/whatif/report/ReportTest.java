package io.tidegate.deploy.whatif.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.deploy.whatif.report.Difference.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The three forms of a report; the page in a browser is {@link ReportInBrowser}'s. */
class ReportTest {
    private static final String HOSTILE = "</script><script>taken()</script>{{data}}\u001b[31m";

    @Test
    void fitsTheTerminalAndOpensWithHowFarToBelieveIt() {
        var lines = TextReport.lines(SomeOutcomes.whatIf(3, 12, "candidate.yaml", "current", "AWS", "HPA"));

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextReport.WIDTH));
        assertThat(lines.get(1)).isEqualTo("believe    self-replay error 3.40 % of the capacity that really ran");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("regret (USD)").contains("%"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("demand ").containsPattern("[▁▂▃▄▅▆▇█]{10}"));
        assertThat(lines.getLast()).isEqualTo("and 2 more targets");
    }

    @Test
    void sendsNoControlCharactersToTheTerminal() {
        assertThat(String.join("", TextReport.lines(SomeOutcomes.named(HOSTILE, "asg/" + HOSTILE, HOSTILE))))
                .doesNotContain("\u001b");
    }

    @Test
    void givesProgramsTheMeasuresOfAllAndOfEachTarget() {
        var whatIf = SomeOutcomes.whatIf(1, 2, "candidate.yaml", "current");

        var json = new ObjectMapper().valueToTree(WhatIfJson.of(whatIf));

        assertThat(json.at("/selfReplayError").asDouble()).isEqualTo(0.034);
        assertThat(json.at("/censoredShare").asDouble()).isEqualTo(0.012);
        assertThat(json.at("/regret").asDouble())
                .isCloseTo(json.at("/measures/candidate.yaml/regret").asDouble(), within(1e-9));
        assertThat(json.at("/measures/current/cost").asDouble())
                .isCloseTo(
                        json.at("/targets/0/measures/current/cost").asDouble()
                                + json.at("/targets/1/measures/current/cost").asDouble(),
                        within(1e-9));
        assertThat(json.at("/baseline").asText()).isEqualTo("current");
    }

    @Test
    void saysWhyThereIsNoSelfReplayError() {
        var json = WhatIfJson.of(SomeOutcomes.named("a", "asg/a", "a trace has no policy that ran"));

        assertThat(json)
                .doesNotContainKey("selfReplayError")
                .containsEntry("whyNoSelfReplayError", "a trace has no policy that ran");
    }

    @Test
    void putsWhatComesFromOutsideIntoThePageAsText() {
        String page = HtmlReport.of(SomeOutcomes.named(HOSTILE, "asg/" + HOSTILE, HOSTILE));

        assertThat(page)
                .doesNotContain("<script>taken")
                .contains("&lt;script&gt;taken()", "\\u003cscript\\u003etaken()");
    }

    @Test
    void letsOnlyItsOwnScriptsRunAndAsksNobody() {
        String page = HtmlReport.of(SomeOutcomes.whatIf(1, 1, "candidate.yaml", "current"));

        assertThat(page).contains("default-src 'none'").doesNotContain("src=\"http", "url(http");
        var policy = page.substring(page.indexOf("script-src"), page.indexOf("\">", page.indexOf("script-src")));
        assertThat(policy).containsPattern("^script-src 'sha256-[^']+' 'sha256-[^']+'$");
    }

    @Test
    void keepsAMonthOfMinutesBelowThreeMegabytesBesideTheLibrary() throws IOException {
        String page = HtmlReport.of(SomeOutcomes.whatIf(31, 1, "candidate.yaml", "current", "AWS", "HPA"));

        try (var library = HtmlReport.class.getResourceAsStream(Page.LIBRARY)) {
            int own = page.getBytes(StandardCharsets.UTF_8).length
                    - Objects.requireNonNull(library).readAllBytes().length;
            assertThat(own).isLessThan(3_000_000);
        }
        assertThat(page).contains("More points than fit");
    }

    @Test
    void keepsTheExtremesOfWhatItThins() {
        var readings = IntStream.range(0, 10_000)
                .mapToObj(i -> new Reading(Instant.ofEpochSecond(i), i == 4_321 ? 900 : i == 7_654 ? -900 : i % 7))
                .toList();

        var thinned = Thinning.of(readings, Reading::at, Reading::value, 50);

        assertThat(thinned).hasSizeLessThanOrEqualTo(250).isSubsetOf(readings);
        assertThat(thinned).contains(readings.getFirst(), readings.get(4_321), readings.get(7_654), readings.getLast());
        assertThat(thinned).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    void keepsTimeOfWhichNothingIsKnownWhenItThins() {
        var readings = IntStream.range(0, 10_000)
                .mapToObj(i -> new Reading(Instant.ofEpochSecond(i), i == 5_000 ? Double.NaN : 1))
                .toList();

        assertThat(Thinning.of(readings, Reading::at, Reading::value, 50)).contains(readings.get(5_000));
    }

    @Test
    void tellsBetterFromWorseInWords() {
        assertThat(MeasureRow.COST.difference(90, 100)).isEqualTo(new Difference("−10.0 %", Verdict.BETTER));
        assertThat(MeasureRow.COST.difference(110, 100).words()).isEqualTo("+10.0 % worse");
        assertThat(MeasureRow.COST.difference(100, 100)).isEqualTo(Difference.NONE);
        assertThat(MeasureRow.ACTIONS.difference(5, 0).words()).isEqualTo("+5 worse");
        assertThat(MeasureRow.UNSERVED.difference(0.0150, 0.0132).words()).isEqualTo("+0.18 points worse");
        assertThat(MeasureRow.OPTIMUM.difference(90, 100).verdict()).isEqualTo(Verdict.NEITHER);
        assertThat(MeasureRow.COST.difference(5_000, 1).words()).isEqualTo("> +1,000 % worse");
    }

    @Test
    void needsACourseOfEachPolicy() {
        var one = SomeOutcomes.named("a", "asg/a", "why");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new WhatIf(one.from(), one.to(), "USD", List.of("a", "b"), one.targets(), one.honesty()))
                .withMessage("courses of asg/a must be of the policies [a, b], was [a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WhatIf(one.from(), one.to(), "USD", List.of("a", "a"), List.of(), one.honesty()))
                .withMessage("policies must be one or more different labels, was [a, a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.targets().getFirst().course("b"))
                .withMessage("policy must be one of [a], was b");
        assertThat(new TreeMap<>(one.targets().getFirst().courses())).containsOnlyKeys("a");
    }
}

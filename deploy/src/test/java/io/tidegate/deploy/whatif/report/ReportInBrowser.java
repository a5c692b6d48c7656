package io.tidegate.deploy.whatif.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.tidegate.deploy.whatif.Pages;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a what-if as a reader sees it; {@code -Pbrowser}. {@code -Dreport.shots=FOLDER} keeps pictures of it. */
class ReportInBrowser {
    @RegisterExtension
    static final Pages PAGES = new Pages();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "400, LIGHT", "400, DARK"})
    void fitsAnyScreen(int width, ColorScheme scheme) throws IOException {
        var page = open(SomeOutcomes.whatIf(7, 2, "candidate.yaml", "current", "AWS target tracking"), width, scheme);
        page.locator(".chart").first().scrollIntoViewIfNeeded();
        assertThat(page.locator(".chart svg").first()).isVisible();

        var tooWide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");

        assertThat(tooWide).isEqualTo(false);
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(scheme == ColorScheme.DARK ? "rgb(16, 22, 28)" : "rgb(245, 247, 249)");
        picture(page, "%d-%s".formatted(width, scheme));
    }

    @Test
    void opensWithHowFarToBelieveIt() throws IOException {
        var page = open(SomeOutcomes.whatIf(1, 1, "candidate.yaml", "current"), 1280, ColorScheme.LIGHT);

        assertThat(page.locator("h2").first()).hasText("How far to believe this");
        assertThat(page.locator(".numbers")).containsText("3.40 % of the capacity that really ran");
        assertThat(page.locator("main")).containsText("Placement failures and Spot interruptions are not modelled.");
    }

    @Test
    void tellsTheReasonOfTheActionUnderThePointer() throws IOException {
        var page = open(SomeOutcomes.whatIf(1, 1, "candidate.yaml", "current"), 1280, ColorScheme.LIGHT);
        var chart = page.locator(".chart").first();
        chart.scrollIntoViewIfNeeded();
        assertThat(chart.locator("svg").first()).isVisible();

        hover(page, 0.5);

        assertThat(page.locator(".tip")).containsText("→");
        assertThat(page.locator(".tip")).containsText("applied: cpu is");
        picture(page, "hover");
    }

    @Test
    void zoomsAllChartsByADrag() throws IOException {
        var page = open(SomeOutcomes.whatIf(2, 2, "candidate.yaml", "current"), 1280, ColorScheme.LIGHT);
        page.locator(".chart").first().scrollIntoViewIfNeeded();
        assertThat(page.locator(".chart svg").first()).isVisible();
        var before = page.locator("#span").textContent();

        hover(page, 0.25);
        page.mouse().down();
        hover(page, 0.5);
        page.mouse().up();

        assertThat(page.locator("#span")).containsText("2026-05-04 1");
        assertThat(page.locator("#span").textContent()).isNotEqualTo(before);
        page.locator(".chart").last().scrollIntoViewIfNeeded();
        assertThat(page.locator(".chart").last()).containsText("14:00");
        picture(page, "zoomed");
    }

    @Test
    void isOperatedByTheKeyboard() throws IOException {
        var page = open(SomeOutcomes.whatIf(2, 1, "candidate.yaml", "current"), 1280, ColorScheme.LIGHT);
        var chart = page.locator(".chart").first();
        chart.scrollIntoViewIfNeeded();
        assertThat(chart.locator("svg").first()).isVisible();

        chart.focus();
        page.keyboard().press("+");
        assertThat(page.locator("#span")).hasText("2026-05-04 12:00:00 to 2026-05-05 12:00:00 UTC");
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("#span")).hasText("2026-05-04 06:00:00 to 2026-05-05 06:00:00 UTC");
        page.keyboard().press("n");
        assertThat(page.locator(".tip")).containsText("applied: cpu is");
        page.keyboard().press("0");
        assertThat(page.locator("#span")).hasText("2026-05-04 00:00:00 to 2026-05-06 00:00:00 UTC");
    }

    @Test
    void hidesAPolicyAndChangesItsLook() throws IOException {
        var page = open(SomeOutcomes.whatIf(1, 1, "candidate.yaml", "current"), 1280, ColorScheme.LIGHT);
        page.locator(".chart").first().scrollIntoViewIfNeeded();

        page.locator("#legend button").nth(1).click();
        page.locator("input[value=dark]").check();

        assertThat(page.locator("#legend button").nth(1)).hasAttribute("aria-pressed", "false");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(16, 22, 28)");
    }

    @Test
    void printsOnWhiteWithoutControls() throws IOException {
        var page = open(SomeOutcomes.whatIf(7, 1, "candidate.yaml", "current"), 800, ColorScheme.DARK);
        page.locator(".chart").first().scrollIntoViewIfNeeded();
        assertThat(page.locator(".chart svg").first()).isVisible();

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.locator("#look")).isHidden();
        assertThat(page.locator("#keys")).isHidden();
        assertThat(page.locator("#legend")).isVisible();
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        picture(page, "print");
    }

    @Test
    void runsNothingThatANameHolds() throws IOException {
        String hostile =
                "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
        var page = open(SomeOutcomes.named(hostile, "asg/" + hostile, hostile), 1280, ColorScheme.LIGHT);
        page.locator(".chart").first().scrollIntoViewIfNeeded();
        assertThat(page.locator(".chart svg").first()).isVisible();
        page.locator(".chart").first().focus();
        page.keyboard().press("n");

        assertThat(page.locator(".tip")).containsText("<img src=x");
        assertThat(page.title()).startsWith("What if: </script>");
        assertThat(page.locator("img")).hasCount(0);
    }

    private static void hover(Page page, double share) {
        var box = page.locator(".chart").first().boundingBox();
        // Where the time axis begins and ends.
        double x = box.x + 64 + share * (box.width - 64 - 20);
        page.mouse().move(x, box.y + box.height - 120);
    }

    private Page open(WhatIf whatIf, int width, ColorScheme scheme) throws IOException {
        return PAGES.open(folder, HtmlReport.of(whatIf), width, scheme);
    }

    private static void picture(Page page, String name) {
        Pages.picture(page, name, !name.equals("hover"));
    }
}

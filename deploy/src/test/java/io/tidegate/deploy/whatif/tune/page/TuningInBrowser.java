package io.tidegate.deploy.whatif.tune.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.tidegate.deploy.whatif.Pages;
import io.tidegate.deploy.whatif.tune.SomeTuned;
import io.tidegate.deploy.whatif.tune.Tuned;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a search as a reader sees it; {@code -Pbrowser}. */
class TuningInBrowser {
    @RegisterExtension
    static final Pages PAGES = new Pages();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "400, LIGHT", "400, DARK"})
    void fitsAnyScreen(int width, ColorScheme scheme) throws IOException {
        var page = open(SomeTuned.grid("web"), width, scheme);
        for (var chart : page.locator(".chart").all()) {
            chart.scrollIntoViewIfNeeded();
            assertThat(chart.locator("svg")).isVisible();
        }

        var tooWide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");

        assertThat(tooWide).isEqualTo(false);
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(scheme == ColorScheme.DARK ? "rgb(16, 22, 28)" : "rgb(245, 247, 249)");
        Pages.picture(page, "tuned-%d-%s".formatted(width, scheme), true);
    }

    @Test
    void tellsSettingsAndMeasuresOfThePolicyUnderThePointer() throws IOException {
        var page = open(SomeTuned.of("40=10", "80=20"), 1280, ColorScheme.LIGHT);
        var scatter = page.locator("#scatter");
        scatter.scrollIntoViewIfNeeded();
        // The diamond of the best policy is drawn last but for the ring.
        var best = scatter.locator("svg path[fill='#0b6e8f']").last();

        best.hover();

        assertThat(page.locator(".tip")).containsText("the best");
        assertThat(page.locator(".tip")).containsText("target40");
        assertThat(page.locator(".tip")).containsText("cost with penalty10 USD");
        Pages.picture(page, "tuned-hover", false);
    }

    @Test
    void goesFromPolicyToPolicyByTheKeyboardAndTellsEach() throws IOException {
        var page = open(SomeTuned.grid("web"), 1280, ColorScheme.LIGHT);
        var scatter = page.locator("#scatter");
        scatter.scrollIntoViewIfNeeded();
        assertThat(scatter.locator("svg")).isVisible();

        scatter.focus();
        page.keyboard().press("c");
        assertThat(page.locator("#chosen"))
                .containsText("the current policy; target: 60; scaleIn: its default; cost: 103 USD");
        page.keyboard().press("f");
        assertThat(page.locator("#chosen")).containsText("tried; target: 80; scaleIn: 0m; cost: 75 USD");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#chosen")).containsText("target: 80; scaleIn: 1m; cost: 76 USD");
        assertThat(page.locator(".tip")).containsText("76 USD");
        page.keyboard().press("b");
        page.keyboard().press("+");
        page.keyboard().press("+");
        assertThat(page.locator("#chosen")).containsText("the best");
        Pages.picture(page, "tuned-zoomed", true);
        page.keyboard().press("Escape");
        assertThat(page.locator("#chosen")).isEmpty();
    }

    @Test
    void showsAChosenPolicyInAllCharts() throws IOException {
        var page = open(SomeTuned.grid("web"), 1280, ColorScheme.LIGHT);
        page.locator(".chart").last().scrollIntoViewIfNeeded();
        assertThat(page.locator(".chart svg").last()).isVisible();
        var rings = page.locator(".chart svg path[stroke='#1c2530'][transform^='matrix(11,']");
        assertThat(rings).hasCount(0);

        page.locator(".chart").last().focus();
        page.keyboard().press("b");

        assertThat(rings).hasCount(3);
    }

    @Test
    void drawsEmptyChartsWhereNothingWasTried() throws IOException {
        var page = open(SomeTuned.stopped(), 1280, ColorScheme.LIGHT);

        page.locator(".chart").last().scrollIntoViewIfNeeded();

        assertThat(page.locator(".chart svg")).hasCount(2);
        assertThat(page.locator("#best")).hasText("the policy as it is");
    }

    @Test
    void handsOutThePolicyAsItIsWritten() throws IOException {
        var page = open(SomeTuned.grid("web"), 1280, ColorScheme.LIGHT);

        page.locator("#copy").click();

        assertThat(page.locator("#copied")).containsText("cop");
        assertThat(page.locator("#yaml").textContent()).startsWith("apiVersion: tidegate/v1\nkind: ServicePolicy\n");
    }

    @Test
    void printsOnWhiteWithoutControls() throws IOException {
        var page = open(SomeTuned.grid("web"), 800, ColorScheme.DARK);
        page.locator("#scatter").scrollIntoViewIfNeeded();
        assertThat(page.locator("#scatter svg")).isVisible();

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        for (var control : new String[] {"#look", "#copy", "#zoom", "#keys"}) {
            assertThat(page.locator(control)).isHidden();
        }
        assertThat(page.locator("#marks")).isVisible();
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        Pages.picture(page, "tuned-print", true);
    }

    @Test
    void runsNothingThatAWordHolds() throws IOException {
        String hostile =
                "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
        var page = open(SomeTuned.named(hostile), 1280, ColorScheme.LIGHT);
        page.locator("#scatter").scrollIntoViewIfNeeded();
        assertThat(page.locator("#scatter svg")).isVisible();
        page.locator("#scatter").focus();
        page.keyboard().press("b");

        assertThat(page.locator(".tip")).containsText("<img src=x");
        assertThat(page.title()).startsWith("Tuned: </script>");
        assertThat(page.locator("img")).hasCount(0);
    }

    private Page open(Tuned tuned, int width, ColorScheme scheme) throws IOException {
        return PAGES.open(folder, TuningPage.of(tuned), width, scheme);
    }
}

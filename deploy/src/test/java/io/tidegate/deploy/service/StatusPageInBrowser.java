package io.tidegate.deploy.service;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tidegate.deploy.view.SomeFacts.NOON;
import static io.tidegate.deploy.view.SomeFacts.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tidegate.deploy.Chromium;
import io.tidegate.deploy.role.Readiness;
import io.tidegate.deploy.service.ServiceConfig.HttpAddress;
import io.tidegate.deploy.view.LiveView;
import io.tidegate.deploy.view.SomeFacts;
import io.tidegate.schemas.ScheduleTick;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The status page as a reader sees it; {@code -Pbrowser}. */
class StatusPageInBrowser {
    @SuppressWarnings("NullAway.Init") // launched before all tests
    private static Chromium chromium;

    private final LiveView view = new LiveView();
    private final HttpService http = HttpService.start(
            new HttpAddress("127.0.0.1", 0), view, new Readiness(List.of(), view, () -> NOON.plusSeconds(1)));
    private final List<String> elsewhere = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void quit() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void ticking() {
        view.take(new ScheduleTick(0, NOON));
        view.take(SomeFacts.observed(NOON, 2, 2));
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void followsTheTopicsWithoutAReload() {
        var page = open(1200, ColorScheme.LIGHT);
        assertThat(page.locator(".count")).hasText("2 / 2");

        view.take(SomeFacts.scaledOut(NOON.plusSeconds(5), 1, 10, "first"));
        view.take(SomeFacts.applied("first", NOON.plusSeconds(6)));
        view.take(SomeFacts.observed(NOON.plusSeconds(7), 10, 7));

        assertThat(page.locator(".count")).hasText("7 / 10");
        assertThat(page.locator(".why")).containsText("▲ out 2 → 10");
        assertThat(page.locator(".why")).containsText("cpu is 90.5, above 60");
        assertThat(page.locator(".why")).containsText("applied");
        assertThat(page.locator("#decisions li")).containsText(TARGET);
        assertThat(page.locator(".target svg path.desired")).hasCount(1);
        assertThat(page.locator("#parts .up")).hasText("tick");
        assertThat(complaints).isEmpty();
    }

    @Test
    void showsWhatIsOverriddenUntilWhenByWhomAndWhy() {
        view.take(SomeFacts.paused(NOON.plusSeconds(600)));

        var page = open(1200, ColorScheme.LIGHT);

        assertThat(page.locator(".overridden")).containsText("scaling in and out paused until");
        assertThat(page.locator(".overridden")).containsText("by anna: release");
    }

    @Test
    void asksNobodyElse() {
        var page = open(1200, ColorScheme.LIGHT);
        assertThat(page.locator(".target h3")).hasText(TARGET);

        assertThat(elsewhere).isEmpty();
    }

    @Test
    void fitsANarrowScreen() {
        view.take(SomeFacts.scaledOut(NOON.plusSeconds(5), 1, 10, "first"));
        var page = open(400, ColorScheme.LIGHT);
        assertThat(page.locator(".why")).containsText("▲ out");

        var tooWide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");

        assertThat(tooWide).isEqualTo(false);
    }

    @Test
    void isDarkForThoseWhoWantIt() {
        var light = ground(open(1200, ColorScheme.LIGHT));
        var dark = ground(open(1200, ColorScheme.DARK));

        assertThat(light).isEqualTo("rgb(245, 247, 249)");
        assertThat(dark).isEqualTo("rgb(16, 22, 28)");
    }

    @Test
    void saysThatItLostTheService() {
        var page = open(1200, ColorScheme.LIGHT);
        assertThat(page.locator(".count")).hasText("2 / 2");

        http.close();

        assertThat(page.locator("#lost")).containsText("Lost touch with the service");
        assertThat(page.locator(".count")).hasText("2 / 2");
    }

    private static Object ground(Page page) {
        return page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    private Page open(int width, ColorScheme scheme) {
        var page = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 800)
                        .setColorScheme(scheme))
                .newPage();
        var here = http.url().toString();
        page.onRequest(request -> {
            if (!request.url().startsWith(here) && !request.url().startsWith("data:")) {
                elsewhere.add(request.url());
            }
        });
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.navigate(here);
        return page;
    }
}

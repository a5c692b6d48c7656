package io.tidegate.deploy.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tidegate.deploy.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Opens pages from files in a real browser; they must ask for nothing and complain of nothing. {@code -Dreport.shots=FOLDER} keeps pictures. */
public final class Pages implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final List<String> elsewhere = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private @Nullable Chromium chromium;

    @Override
    public void beforeAll(ExtensionContext context) {
        chromium = Chromium.launch();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        complaints.clear();
        elsewhere.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(complaints).isEmpty();
        assertThat(elsewhere).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** Opens {@code html}, which is written into {@code folder}. */
    public Page open(Path folder, String html, int width, ColorScheme scheme) throws IOException {
        var file = Files.writeString(folder.resolve("out.html"), html);
        var page = Optional.ofNullable(chromium)
                .orElseThrow()
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme))
                .newPage();
        page.onRequest(request -> {
            if (!request.url().equals(file.toUri().toString()) && !request.url().startsWith("data:")) {
                elsewhere.add(request.url());
            }
        });
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.navigate(file.toUri().toString());
        return page;
    }

    /** Keeps a picture, where somebody wants them. */
    public static void picture(Page page, String name, boolean whole) {
        Optional.ofNullable(System.getProperty("report.shots"))
                .ifPresent(shots -> page.screenshot(
                        new Page.ScreenshotOptions().setFullPage(whole).setPath(Path.of(shots, name + ".png"))));
    }
}

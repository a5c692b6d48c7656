package io.tidegate.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The browser of tests that look at pages; those are left out where there is none. */
public final class Chromium implements AutoCloseable {
    private static final Path FILE =
            Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));

    private final Playwright playwright = Playwright.create();
    private final Browser browser = playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(FILE).setArgs(List.of("--no-sandbox", "--disable-gpu")));

    private Chromium() {}

    /** Starts it. */
    public static Chromium launch() {
        assumeTrue(Files.isExecutable(FILE), "chromium must be installed or named by CHROMIUM, was not at " + FILE);
        return new Chromium();
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}

package io.tidegate.deploy.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The status page: one page, its script and its style, all from here. */
@Controller
final class PageController {
    // Nothing from elsewhere, nothing inline: what a policy's name says is never run.
    private static final String POLICY =
            "default-src 'none'; img-src data:; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

    private final String page = resource("page.html");
    private final String script = resource("page.js");
    private final String style = resource("page.css");

    @Get(value = "/", produces = MediaType.TEXT_HTML)
    HttpResponse<String> page() {
        return HttpResponse.ok(page)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff");
    }

    @Get(value = "/page.js", produces = "text/javascript")
    String script() {
        return script;
    }

    @Get(value = "/page.css", produces = "text/css")
    String style() {
        return style;
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(PageController.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " must be in the jar", e);
        }
    }
}

package io.tidegate.deploy.whatif.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A page that asks nobody for anything: what it looks like, what draws its charts and what it shows are in it, and nothing else may run.
 *
 * @param home whose folder of resources has template and script
 * @param name of these, without ending
 */
public record Page(Class<?> home, String name) {
    static final String LIBRARY = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    /**
     * As HTML.
     *
     * @param data for its script, as JSON
     * @param places what its template has places for, as markup
     */
    public String html(String data, Map<String, String> places) {
        var library = resource(Page.class, LIBRARY);
        var script = resource(Page.class, "page.js") + resource(home, name + ".js");
        var all = new HashMap<>(places);
        all.put("hashes", Html.hash(library) + " " + Html.hash(script));
        all.put("style", resource(Page.class, "report.css"));
        all.put("library", library);
        all.put("script", script);
        all.put("data", Html.json(data));
        return Html.fill(resource(home, name + ".html"), all);
    }

    private static String resource(Class<?> home, String name) {
        try (var in = home.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " must be on the class path, was not");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

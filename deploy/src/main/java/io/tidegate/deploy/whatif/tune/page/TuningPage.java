package io.tidegate.deploy.whatif.tune.page;

import static java.util.stream.Collectors.joining;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.deploy.whatif.report.Believed;
import io.tidegate.deploy.whatif.report.Html;
import io.tidegate.deploy.whatif.report.MeasureTable;
import io.tidegate.deploy.whatif.report.Page;
import io.tidegate.deploy.whatif.tune.HeldOut;
import io.tidegate.deploy.whatif.tune.Profile;
import io.tidegate.deploy.whatif.tune.Stretch;
import io.tidegate.deploy.whatif.tune.Tried;
import io.tidegate.deploy.whatif.tune.Tuned;
import io.tidegate.deploy.whatif.tune.Vary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * What came of tuning a policy as one page that asks nobody for anything: what was searched and found as text and tables, so that they
 * are there without scripts, and every policy that was tried in charts.
 */
public final class TuningPage {
    /** In place of a value that a policy does not have. */
    static final String DEFAULT = "<span class=\"faint\">its default</span>";

    private static final String BEST = "best";
    private static final String CURRENT = "current";
    private static final String DEFAULTS = "defaults";

    private final Tuned tuned;
    private final ShortNames names;

    private TuningPage(Tuned tuned) {
        this.tuned = tuned;
        this.names =
                ShortNames.of(tuned.asked().varied().stream().map(Vary::path).toList());
    }

    /** The page. */
    public static String of(Tuned tuned) {
        return new TuningPage(tuned).page();
    }

    private String page() {
        var found = tuned.found();
        var parts = new HashMap<String, String>();
        parts.put("policy", Html.text(tuned.asked().policy()));
        parts.put("from", tuned.stretches().getFirst().from().toString());
        parts.put("to", tuned.stretches().getLast().to().toString());
        parts.put("partial", found.partial() ? "<p class=\"worse\">Interrupted, so this is partial.</p>" : "");
        parts.put("honesty", Believed.html(tuned.honesty()));
        parts.put("searched", new SearchedPart(tuned).html());
        parts.put("best", Html.text(found.best().described()));
        parts.put("edges", edges());
        parts.put("measures", measures() + new IntervalTable(tuned).html());
        parts.put("tables", new TriedTables(tuned, names).html());
        parts.put("keys", keys());
        parts.put("yaml", Html.text(found.best().text()));
        return new Page(TuningPage.class, "tuning").html(new TuningData(tuned, names).json(), parts);
    }

    private String edges() {
        var warnings = tuned.profiles().stream()
                .flatMap(profile -> profile.warning().stream())
                .map(warning -> "<li>%s</li>".formatted(Html.text(warning)))
                .collect(joining());
        return warnings.isEmpty() ? "" : "<ul class=\"plain edges\">%s</ul>".formatted(warnings);
    }

    private String measures() {
        var found = tuned.found();
        var unseen = tuned.unseen();
        return "<div class=\"pairs\">"
                + table(
                        "On what was searched",
                        found.best().measures(),
                        found.defaults().map(Tried::measures),
                        found.current().measures())
                + table(
                        "On what was held out",
                        unseen.best().measures(),
                        unseen.defaults().map(HeldOut::measures),
                        unseen.current().measures())
                + "</div>";
    }

    private String table(String caption, Measures best, Optional<Measures> defaults, Measures current) {
        SequencedMap<String, Measures> columns = new LinkedHashMap<>();
        columns.put(BEST, best);
        defaults.ifPresent(usual -> columns.put(DEFAULTS, usual));
        columns.put(CURRENT, current);
        return MeasureTable.html(caption, tuned.asked().unit(), tuned.asked().currency(), columns);
    }

    private String keys() {
        var profiles = tuned.profiles();
        return IntStream.range(0, profiles.size())
                .mapToObj(number -> key(number, profiles.get(number)))
                .collect(joining("\n"));
    }

    private static String key(int number, Profile profile) {
        return """
                <section class="target" aria-labelledby="key-%1$d">
                <h3 id="key-%1$d">%2$s</h3>
                <p class="faint">%3$s</p>
                <div class="chart small" data-key="%1$d" role="img" tabindex="0" aria-describedby="keys" aria-label="What shall be least, by the value of %2$s; all policies are listed above"></div>
                </section>
                """.formatted(
                number, Html.text(profile.path()), Html.text(profile.warning().orElse("")));
    }

    /** Times of a stretch. */
    static String times(Stretch stretch) {
        return "<time datetime=\"%1$s\">%1$s</time> to <time datetime=\"%2$s\">%2$s</time>"
                .formatted(stretch.from(), stretch.to());
    }

    /** A row of a table whose cells are told apart by their heads on a narrow screen. */
    static String row(String head, List<String> heads, List<String> cells) {
        return "<tr><th scope=\"row\">%s</th>%s</tr>"
                .formatted(
                        head,
                        IntStream.range(0, heads.size())
                                .mapToObj(i -> "<td data-policy=\"%s\">%s</td>"
                                        .formatted(Html.text(heads.get(i)), cells.get(i)))
                                .collect(joining()));
    }

    /** A table of such rows. */
    static String table(String caption, String first, List<String> heads, String rows) {
        return ("<table class=\"measures tried\"><caption>%s</caption><thead><tr><th scope=\"col\">%s</th>%s</tr></thead>"
                        + "<tbody>%s</tbody></table>")
                .formatted(
                        Html.text(caption),
                        Html.text(first),
                        heads.stream()
                                .map(head -> "<th scope=\"col\">%s</th>".formatted(Html.text(head)))
                                .collect(joining()),
                        rows);
    }
}

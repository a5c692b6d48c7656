package io.tidegate.deploy.whatif.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What came of a what-if as one page that asks nobody for anything: tables as markup, so that they are there without scripts, and charts
 * by a library that is in the page.
 */
public final class HtmlReport {
    private static final int MOST_CHARTS = 50;
    private static final int MOST_LISTED_ACTS = 200;

    private final WhatIf whatIf;
    private final List<TargetOutcome> charted;
    private final ChartData data;

    private HtmlReport(WhatIf whatIf) {
        this.whatIf = whatIf;
        this.charted = charted(whatIf);
        this.data = new ChartData(whatIf, charted);
    }

    /** The page. */
    public static String of(WhatIf whatIf) {
        return new HtmlReport(whatIf).page();
    }

    // Where there is most to win is most to see.
    private static List<TargetOutcome> charted(WhatIf whatIf) {
        var worst = new LinkedHashSet<>(whatIf.targets().stream()
                .sorted(Comparator.comparingDouble((TargetOutcome target) ->
                                target.course(whatIf.candidate()).measures().regret())
                        .reversed())
                .limit(MOST_CHARTS)
                .map(TargetOutcome::target)
                .toList());
        return whatIf.targets().stream()
                .filter(target -> worst.contains(target.target()))
                .toList();
    }

    private String page() {
        var parts = new HashMap<String, String>();
        parts.put("from", Html.text(whatIf.from().toString()));
        parts.put("to", Html.text(whatIf.to().toString()));
        parts.put("candidate", Html.text(whatIf.candidate()));
        parts.put("honesty", Believed.html(whatIf.honesty()));
        parts.put("measures", table(whatIf.targets(), "Measures of all targets together"));
        parts.put("bytarget", whatIf.targets().size() > 1 ? new TargetTable(whatIf).html() : "");
        parts.put("charts", charts());
        return new Page(HtmlReport.class, "report").html(data.json(), parts);
    }

    private String table(List<TargetOutcome> targets, String caption) {
        return new MeasureTable(whatIf.policies(), whatIf.baseline(), whatIf.currency())
                .html(caption, new Scope.Targets(targets));
    }

    private String charts() {
        var note = charted.size() < whatIf.targets().size()
                ? "<p class=\"faint\">Charts of the %d of %d targets with the most regret.</p>"
                        .formatted(charted.size(), whatIf.targets().size())
                : "";
        var sections = new StringBuilder(note);
        for (int i = 0; i < charted.size(); i++) {
            sections.append(chart(i, charted.get(i)));
        }
        return sections.toString();
    }

    private String chart(int index, TargetOutcome target) {
        var details = whatIf.targets().size() > 1
                ? "<details><summary>Measures</summary>%s</details>"
                        .formatted(table(List.of(target), "Measures of " + target.target()))
                : "";
        var thinned = data.isThinned(target)
                ? "<p class=\"faint\">More points than fit: of each span the first, the lowest, the highest and the last are"
                        + " drawn.</p>"
                : "";
        return Html.fill(
                """
                <section class="target" aria-labelledby="target-{{index}}">
                <h3 id="target-{{index}}">{{name}}</h3>
                <p class="faint">{{metric}}</p>
                <div class="chart" data-index="{{index}}" role="img" tabindex="0" aria-describedby="keys" aria-label="Demand, metric and {{unit}}s of {{name}} over time; its actions are listed below"></div>
                {{thinned}}
                {{details}}
                {{acts}}
                </section>
                """,
                Map.of(
                        "index", String.valueOf(index),
                        "name", Html.text(target.target()),
                        "metric", Html.text(target.metric()),
                        "unit", target.unit().word(),
                        "thinned", thinned,
                        "details", details,
                        "acts", new ActList(whatIf.policies(), target, MOST_LISTED_ACTS).html()));
    }
}

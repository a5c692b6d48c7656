package io.tidegate.deploy.whatif.report;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** What became of each target under the candidate, a line each, against the baseline where there is one. */
record TargetTable(WhatIf whatIf) {
    private static final List<MeasureRow> SHOWN =
            List.of(MeasureRow.COST, MeasureRow.OVER_TARGET, MeasureRow.ACTIONS, MeasureRow.REGRET);

    String html() {
        var head = SHOWN.stream()
                .map(row -> "<th scope=\"col\">%s</th>".formatted(Html.text(row.labelled(whatIf.currency()))))
                .collect(joining());
        var rows = whatIf.targets().stream().map(this::row).collect(joining("\n"));
        return ("<details open><summary>Each target under %s</summary><table class=\"measures\">"
                        + "<caption>Each target under %s</caption><thead><tr><td></td>%s</tr></thead><tbody>%s</tbody>"
                        + "</table></details>")
                .formatted(Html.text(whatIf.candidate()), Html.text(whatIf.candidate()), head, rows);
    }

    private String row(TargetOutcome target) {
        var scope = new Scope.Targets(List.of(target));
        return "<tr><th scope=\"row\">%s</th>%s</tr>"
                .formatted(
                        Html.text(target.target()),
                        SHOWN.stream().map(row -> cell(row, scope)).collect(joining()));
    }

    private String cell(MeasureRow row, Scope scope) {
        double value = row.value(scope, whatIf.candidate());
        var difference = whatIf.baseline()
                .map(baseline -> row.difference(value, row.value(scope, baseline)))
                .map(MeasureTable::difference)
                .orElse("");
        return "<td data-policy=\"%s\">%s%s</td>"
                .formatted(Html.text(row.labelled(whatIf.currency())), Html.text(row.text(value)), difference);
    }
}

package io.tidegate.deploy.whatif.report;

import static java.util.stream.Collectors.joining;

import io.tidegate.deploy.whatif.measure.Measures;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Measures of policies beside each other, as markup.
 *
 * @param policies labels, in the order of their columns
 * @param baseline the one of them that all others are compared with
 */
public record MeasureTable(List<String> policies, Optional<String> baseline, String currency) {
    public MeasureTable {
        policies = List.copyOf(policies);
    }

    /** Of policies that count in one unit, by label; the last of them is what the others are compared with. */
    public static String html(String caption, Unit unit, String currency, SequencedMap<String, Measures> byPolicy) {
        var baseline = Optional.of(byPolicy.sequencedKeySet().getLast());
        return new MeasureTable(List.copyOf(byPolicy.sequencedKeySet()), baseline, currency)
                .html(caption, new Scope.Totals(unit, byPolicy));
    }

    String html(String caption, Scope scope) {
        var head = policies.stream()
                .map(policy -> "<th scope=\"col\">%s%s</th>".formatted(Html.text(policy), role(policy)))
                .collect(joining());
        var rows = MeasureRow.of(scope).stream()
                .map(row -> "<tr><th scope=\"row\">%s</th>%s</tr>"
                        .formatted(
                                Html.text(row.labelled(currency)),
                                policies.stream()
                                        .map(policy -> cell(row, scope, policy))
                                        .collect(joining())))
                .collect(joining("\n"));
        return "<table class=\"measures\"><caption>%s</caption><thead><tr><td></td>%s</tr></thead><tbody>%s</tbody></table>"
                .formatted(Html.text(caption), head, rows);
    }

    private String role(String policy) {
        return baseline.filter(policy::equals).isPresent() ? " <span class=\"faint\">(baseline)</span>" : "";
    }

    private String cell(MeasureRow row, Scope scope, String policy) {
        double value = row.value(scope, policy);
        var difference = baseline.filter(other -> !other.equals(policy))
                .map(other -> row.difference(value, row.value(scope, other)))
                .map(MeasureTable::difference)
                .orElse("");
        return "<td data-policy=\"%s\">%s%s</td>".formatted(Html.text(policy), Html.text(row.text(value)), difference);
    }

    static String difference(Difference difference) {
        var sign = switch (difference.verdict()) {
            case BETTER -> "<span aria-hidden=\"true\">✓</span> ";
            case WORSE -> "<span aria-hidden=\"true\">✗</span> ";
            case NEITHER -> "";
        };
        return " <span class=\"difference %s\">%s%s</span>"
                .formatted(difference.verdict().word(), sign, Html.text(difference.words()));
    }
}

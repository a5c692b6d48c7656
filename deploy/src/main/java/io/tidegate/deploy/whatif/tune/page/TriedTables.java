package io.tidegate.deploy.whatif.tune.page;

import static java.util.stream.Collectors.joining;

import io.tidegate.deploy.whatif.report.Html;
import io.tidegate.deploy.whatif.tune.Tried;
import io.tidegate.deploy.whatif.tune.Tuned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What was tried as tables, for those who do not hover: what nothing is better than, and all of it. */
record TriedTables(Tuned tuned, ShortNames names) {
    private static final int MOST = 500;
    private static final int OPEN = 12;

    String html() {
        var found = tuned.found();
        var all = found.tried().stream()
                .sorted(Comparator.comparingDouble(one -> one.measures().cost()))
                .toList();
        var first = all.size() > MOST ? ", the first %d".formatted(MOST) : "";
        return details(
                        "The front: %d that nothing is better than in both cost and capacity missing"
                                .formatted(found.front().size()),
                        found.front().size() <= OPEN,
                        found.front())
                + details(
                        "All %d policies tried%s, the cheapest first".formatted(all.size(), first),
                        false,
                        all.stream().limit(MOST).toList());
    }

    private String details(String summary, boolean open, List<Tried> shown) {
        var heads = new ArrayList<String>();
        tuned.asked().varied().forEach(each -> heads.add(names.of(each.path())));
        heads.add("cost (%s)".formatted(tuned.asked().currency()));
        heads.add("%s-hours missing".formatted(tuned.asked().unit().word()));
        heads.add("minutes over target");
        heads.add("actions");
        heads.add("cost with penalty (%s)".formatted(tuned.asked().currency()));
        var rows = IntStream.range(0, shown.size())
                .mapToObj(number -> row(number + 1, heads, shown.get(number)))
                .collect(joining("\n"));
        return "<details%s><summary>%s</summary>%s</details>"
                .formatted(open ? " open" : "", Html.text(summary), TuningPage.table(summary, "", heads, rows));
    }

    private String row(int number, List<String> heads, Tried one) {
        var found = tuned.found();
        var measures = one.measures();
        var cells = new ArrayList<String>();
        tuned.asked()
                .varied()
                .forEach(each ->
                        cells.add(found.value(one, each.path()).map(Html::text).orElse(TuningPage.DEFAULT)));
        cells.add(number("%,.2f", measures.cost()));
        cells.add(number("%,.1f", measures.shortageHours()));
        cells.add(number("%,.1f", measures.minutesOverTarget()));
        cells.add(number("%,.0f", measures.actions()));
        cells.add(number("%,.2f", measures.objective()));
        var mark = one.equals(found.best()) ? " best" : one.equals(found.current()) ? " current" : "";
        return TuningPage.row(number + mark, heads, cells);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}

package io.tidegate.deploy.whatif.report;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;

/** The actions of a target as a list, for those who do not hover: all policies in order of time. */
record ActList(List<String> policies, TargetOutcome target, int most) {

    private record Line(String policy, Act act) {}

    String html() {
        var all = policies.stream()
                .flatMap(policy -> target.course(policy).acts().stream().map(act -> new Line(policy, act)))
                .sorted(Comparator.comparing(line -> line.act().at()))
                .toList();
        var rows = all.stream().limit(most).map(ActList::row).collect(joining("\n"));
        var first = all.size() > most ? ", the first %d".formatted(most) : "";
        return "<details><summary>%d action%s%s</summary><ol class=\"acts\">%s</ol></details>"
                .formatted(all.size(), all.size() == 1 ? "" : "s", first, rows);
    }

    private static String row(Line line) {
        var act = line.act();
        return "<li><time datetime=\"%1$s\">%1$s</time> <span>%2$s</span> <b>%3$s %4$d → %5$d</b> <span>%6$s: %7$s</span></li>"
                .formatted(
                        act.at(),
                        Html.text(line.policy()),
                        act.to() > act.from() ? "▲" : "▼",
                        act.from(),
                        act.to(),
                        Html.text(act.outcome()),
                        Html.text(act.reason()));
    }
}

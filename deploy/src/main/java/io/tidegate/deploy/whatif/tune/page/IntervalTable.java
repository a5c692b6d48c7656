package io.tidegate.deploy.whatif.tune.page;

import static java.util.stream.Collectors.joining;

import io.tidegate.deploy.whatif.tune.Bootstrap;
import io.tidegate.deploy.whatif.tune.HeldOut;
import io.tidegate.deploy.whatif.tune.Tuned;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** How far policies are from the one as it is on what was held out, and how sure that is. */
record IntervalTable(Tuned tuned) {

    private record Row(String label, Function<HeldOut, Bootstrap> difference) {}

    String html() {
        var unseen = tuned.unseen();
        var heads = new ArrayList<>(List.of("best"));
        unseen.defaults().ifPresent(_ -> heads.add("defaults"));
        var columns = Stream.concat(Stream.of(unseen.best()), unseen.defaults().stream())
                .toList();
        var money = " (%s)".formatted(tuned.asked().currency());
        var rows = Stream.of(
                        new Row("cost" + money, HeldOut::cost),
                        new Row("unit-hours missing", HeldOut::shortage),
                        new Row("cost with penalty" + money, HeldOut::objective))
                .map(row -> TuningPage.row(
                        row.label(),
                        heads,
                        columns.stream()
                                .map(column -> cell(row.difference().apply(column)))
                                .toList()))
                .collect(joining("\n"));
        return TuningPage.table(caption(), "", heads, rows);
    }

    private String caption() {
        return tuned.heldOut() > 1
                ? "Held out, against the current policy, a stretch: the mean, and where nine in ten means of %d stretches lie"
                        .formatted(tuned.heldOut())
                : "Held out, against the current policy: one stretch alone, so nothing tells how sure it is";
    }

    private String cell(Bootstrap of) {
        if (of.low() == 0 && of.high() == 0) {
            return "same";
        }
        var mean = signed(of.mean());
        return tuned.heldOut() > 1
                ? "%s <span class=\"difference %s\">%s to %s%s</span>"
                        .formatted(mean, verdict(of), signed(of.low()), signed(of.high()), words(of))
                : mean;
    }

    private static String verdict(Bootstrap of) {
        return of.high() < 0 ? "better" : of.low() > 0 ? "worse" : "";
    }

    private static String words(Bootstrap of) {
        return verdict(of).isEmpty() ? ", may be either" : " " + verdict(of);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3g", value).replace('-', '−');
    }
}

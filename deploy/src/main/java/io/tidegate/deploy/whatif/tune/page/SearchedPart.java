package io.tidegate.deploy.whatif.tune.page;

import static java.util.stream.Collectors.joining;

import io.tidegate.deploy.whatif.report.Html;
import io.tidegate.deploy.whatif.tune.Profile;
import io.tidegate.deploy.whatif.tune.Profile.Step;
import io.tidegate.deploy.whatif.tune.Stretch;
import io.tidegate.deploy.whatif.tune.Tried;
import io.tidegate.deploy.whatif.tune.Tuned;
import java.time.Duration;
import java.util.List;

/** What was sought, among which values, and in which parts of the past. */
record SearchedPart(Tuned tuned) {
    private static final List<String> HEADS = List.of("values tried", "best", "current");

    String html() {
        return "<dl class=\"numbers\">%s%s%s%s</dl>%s%s"
                .formatted(
                        number("shall be least", tuned.asked().goal().label()),
                        number("held to", limits()),
                        number("policies tried", tried()),
                        number("stretches", "%d searched, %d held out".formatted(searched(), tuned.heldOut())),
                        keys(),
                        stretches());
    }

    private static String number(String name, String value) {
        return "<div><dt>%s</dt><dd>%s</dd></div>".formatted(Html.text(name), Html.text(value));
    }

    private String limits() {
        var found = tuned.found();
        var limits = found.limits().stream().map(Object::toString).collect(joining(", "));
        return limits.isEmpty()
                ? "nothing"
                : limits + (found.within() ? "" : ": nothing is, and the best is the nearest");
    }

    private String tried() {
        var found = tuned.found();
        return found.tried().size()
                + (found.invalid() == 0
                        ? ""
                        : "; %d more are no valid policy: %s".formatted(found.invalid(), found.whyInvalid()));
    }

    private int searched() {
        return tuned.stretches().size() - tuned.heldOut();
    }

    private String keys() {
        var rows = tuned.profiles().stream().map(this::key).collect(joining("\n"));
        return TuningPage.table("What was varied", "key", HEADS, rows);
    }

    private String key(Profile profile) {
        var values = profile.steps().stream().map(Step::value).collect(joining(", "));
        var found = tuned.found();
        return TuningPage.row(
                Html.text(profile.path()),
                HEADS,
                List.of(Html.text(values), value(found.best(), profile), value(found.current(), profile)));
    }

    private String value(Tried one, Profile profile) {
        return tuned.found().value(one, profile.path()).map(Html::text).orElse(TuningPage.DEFAULT);
    }

    private String stretches() {
        var strip = tuned.stretches().stream()
                .map(stretch -> "<li%s style=\"flex-grow:%d\"></li>"
                        .formatted(
                                stretch.heldOut() ? " class=\"held\"" : "",
                                Duration.between(stretch.from(), stretch.to()).toMinutes()))
                .collect(joining());
        var held = tuned.stretches().stream()
                .filter(Stretch::heldOut)
                .map(stretch -> "<li>%s</li>".formatted(TuningPage.times(stretch)))
                .collect(joining());
        return ("<ol class=\"stretches\" aria-hidden=\"true\">%s</ol>"
                        + "<p class=\"faint\">The past from left to right; what is hatched was held out: the search did not see it.</p>"
                        + "<details><summary>%d held out</summary><ol class=\"acts\">%s</ol></details>")
                .formatted(strip, tuned.heldOut(), held);
    }
}

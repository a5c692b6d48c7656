package io.tidegate.deploy.cli;

import io.tidegate.deploy.whatif.report.Sparkline;
import io.tidegate.deploy.whatif.shadow.ShadowComparison;
import io.tidegate.deploy.whatif.shadow.ShadowComparison.Both;
import io.tidegate.deploy.whatif.shadow.ShadowComparison.Moment;
import io.tidegate.schemas.Decision;
import io.tidegate.streams.policy.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A comparison of a shadow for people and for programs. */
final class ShadowDiffView {
    private ShadowDiffView() {}

    static List<String> lines(ShadowComparison found) {
        var lines = new ArrayList<String>();
        lines.add("%s from %s to %s".formatted(found.policy(), found.from(), found.to()));
        lines.add("  capacity-hours  live %s, shadow %s (%s)"
                .formatted(
                        number(found.capacityHours().live()),
                        number(found.capacityHours().shadow()),
                        change(found.capacityHours())));
        lines.add("  actions         live %d, shadow %d"
                .formatted(found.actions().live(), found.actions().shadow()));
        lines.add("  apart           %s".formatted(found.differs() ? Durations.text(seconds(found.apart())) : "never"));
        found.greatest().ifPresent(at -> lines.add("  greatest        " + moment(at)));
        found.first().ifPresent(at -> lines.addAll(reasons("first", at)));
        found.last()
                .filter(at -> !found.first().equals(found.last()))
                .ifPresent(at -> lines.addAll(reasons("last", at)));
        int most = Stream.concat(found.curves().live().stream(), found.curves().shadow().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        lines.add("  live            " + bars(found.curves().live(), most));
        lines.add("  shadow          " + bars(found.curves().shadow(), most) + " ≤ " + most);
        return lines;
    }

    private static Duration seconds(Duration exact) {
        return Duration.ofSeconds(Math.max(1, exact.toSeconds()));
    }

    private static String number(double hours) {
        return String.format(Locale.ROOT, "%.2f", hours);
    }

    private static String change(Both<Double> hours) {
        return hours.live() > 0
                ? String.format(Locale.ROOT, "%+.1f %%", 100 * (hours.shadow() / hours.live() - 1))
                : "live none";
    }

    private static String moment(Moment at) {
        return "live %d, shadow %d at %s"
                .formatted(at.desired().live(), at.desired().shadow(), at.at());
    }

    private static List<String> reasons(String which, Moment at) {
        return List.of(
                "  %-15s %s".formatted(which, moment(at)),
                "    live          " + reason(at.by().live()),
                "    shadow        " + reason(at.by().shadow()));
    }

    private static String reason(Decision by) {
        return "%s, %s: %s".formatted(by.getAt(), by.getReason(), by.getExplanation());
    }

    private static String bars(List<Integer> curve, int most) {
        return Sparkline.of(curve.stream().mapToDouble(Integer::doubleValue).toArray(), most);
    }

    static Map<String, Object> json(ShadowComparison found) {
        var json = new LinkedHashMap<String, Object>();
        json.put("policy", found.policy());
        json.put("compared", true);
        json.put("from", found.from().toString());
        json.put("to", found.to().toString());
        json.put("capacityHours", both(found.capacityHours()));
        json.put("actions", both(found.actions()));
        json.put("secondsApart", found.apart().toMillis() / 1000.0);
        found.greatest().ifPresent(at -> json.put("greatest", json(at)));
        found.first().ifPresent(at -> json.put("first", json(at)));
        found.last().ifPresent(at -> json.put("last", json(at)));
        json.put("curves", both(found.curves()));
        return json;
    }

    private static Map<String, Object> both(Both<?> of) {
        var json = new LinkedHashMap<String, Object>();
        json.put("live", of.live());
        json.put("shadow", of.shadow());
        return json;
    }

    private static Map<String, Object> json(Moment at) {
        var json = new LinkedHashMap<String, Object>();
        json.put("at", at.at().toString());
        json.put("live", json(at.desired().live(), at.by().live()));
        json.put("shadow", json(at.desired().shadow(), at.by().shadow()));
        return json;
    }

    private static Map<String, Object> json(int desired, Decision by) {
        var json = new LinkedHashMap<String, Object>();
        json.put("desired", desired);
        json.put("policy", by.getPolicy());
        json.put("decidedAt", by.getAt().toString());
        json.put("reason", by.getReason());
        json.put("explanation", by.getExplanation());
        return json;
    }
}

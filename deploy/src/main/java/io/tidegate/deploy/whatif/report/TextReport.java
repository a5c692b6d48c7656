package io.tidegate.deploy.whatif.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What came of a what-if, for a terminal of {@link #WIDTH} columns: how far to believe it, the measures, and a line a course. */
public final class TextReport {
    static final int WIDTH = 100;

    private static final int LABEL = 27;
    private static final int COLUMN = 24;
    private static final int COLUMNS = 3;
    private static final int CAPTION = 22;
    private static final int MOST_TARGETS = 10;

    private final WhatIf whatIf;

    private TextReport(WhatIf whatIf) {
        this.whatIf = whatIf;
    }

    /** Its lines. */
    public static List<String> lines(WhatIf whatIf) {
        var report = new TextReport(whatIf);
        var lines = new ArrayList<String>();
        lines.add("what if    %s to %s".formatted(whatIf.from(), whatIf.to()));
        lines.addAll(report.honesty());
        lines.addAll(report.measures());
        lines.addAll(report.pictures());
        return lines;
    }

    private List<String> honesty() {
        var honesty = whatIf.honesty();
        var lines = new ArrayList<String>();
        lines.addAll(wrapped("believe    ", "self-replay error " + Believed.error(honesty)));
        lines.addAll(wrapped(
                "           ",
                "censored %s of the time; earliest %s; seed %d"
                        .formatted(
                                Form.SHARE.text(honesty.censoredShare()), Believed.earliest(honesty), honesty.seed())));
        honesty.notModelled().forEach(each -> lines.addAll(wrapped("not in it  ", each)));
        honesty.assumptions().forEach(each -> lines.addAll(wrapped("assumed    ", each)));
        return lines;
    }

    private static List<String> wrapped(String head, String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(head);
        for (var word : printable(text).split(" ", -1)) {
            if (line.length() > head.length() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(head.length()));
            }
            line.append(line.length() > head.length() ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    // More policies than fit beside each other follow below, each time with the baseline's differences.
    private List<String> measures() {
        var scope = new Scope.Targets(whatIf.targets());
        var lines = new ArrayList<String>();
        for (int from = 0; from < whatIf.policies().size(); from += COLUMNS) {
            var shown =
                    whatIf.policies().subList(from, Math.min(whatIf.policies().size(), from + COLUMNS));
            lines.add("");
            lines.add(row("", shown.stream().map(TextReport::printable).toList()));
            for (var row : MeasureRow.of(scope)) {
                lines.add(row(
                        row.labelled(whatIf.currency()),
                        shown.stream().map(policy -> cell(row, scope, policy)).toList()));
            }
        }
        return lines;
    }

    private String cell(MeasureRow row, Scope scope, String policy) {
        double value = row.value(scope, policy);
        return whatIf.baseline()
                .filter(baseline -> !baseline.equals(policy))
                .map(baseline -> row.difference(value, row.value(scope, baseline)))
                .filter(difference -> !difference.equals(Difference.NONE))
                .map(difference -> "%s %s".formatted(row.text(value), difference.words()))
                .orElse(row.text(value));
    }

    private static String row(String label, List<String> cells) {
        var line = new StringBuilder(padded(label, LABEL));
        cells.forEach(cell -> line.append(padded(cell, COLUMN)));
        return line.toString().stripTrailing();
    }

    private List<String> pictures() {
        var lines = new ArrayList<String>();
        whatIf.targets().stream().limit(MOST_TARGETS).forEach(target -> lines.addAll(picture(target)));
        int more = whatIf.targets().size() - MOST_TARGETS;
        if (more > 0) {
            lines.add("");
            lines.add("and %d more target%s".formatted(more, more == 1 ? "" : "s"));
        }
        return lines;
    }

    private List<String> picture(TargetOutcome target) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(cut(printable(target.target()) + ", " + printable(target.metric()), WIDTH));
        if (!target.demand().isEmpty()) {
            var demand = highest(target.demand(), point -> point.at().toEpochMilli(), Demand::load);
            lines.add(sparkline(
                    "demand",
                    demand,
                    DoubleStream.of(demand).filter(Double::isFinite).max().orElse(0)));
        }
        var runs = whatIf.policies().stream()
                .map(policy -> runs(target.course(policy)))
                .toList();
        double most = runs.stream()
                .flatMapToDouble(DoubleStream::of)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        for (int i = 0; i < runs.size(); i++) {
            lines.add(sparkline(whatIf.policies().get(i), runs.get(i), most));
        }
        return lines;
    }

    private double[] runs(Course course) {
        return highest(course.stands(), stand -> stand.at().toEpochMilli(), Stand::running);
    }

    // The highest of each column, for that is what an autoscaler must stand up to; a value holds until the next.
    private <T> double[] highest(List<T> points, ToDoubleFunction<T> time, ToDoubleFunction<T> value) {
        double[] columns = new double[WIDTH - CAPTION - 10];
        long from = whatIf.from().toEpochMilli();
        double each = (whatIf.to().toEpochMilli() - from) / (double) columns.length;
        int next = 0;
        double now = Double.NaN;
        for (int column = 0; column < columns.length; column++) {
            double highest = now;
            while (next < points.size() && time.applyAsDouble(points.get(next)) < from + (column + 1) * each) {
                now = value.applyAsDouble(points.get(next++));
                highest = Double.isNaN(highest) ? now : Double.isNaN(now) ? highest : Math.max(highest, now);
            }
            columns[column] = highest;
        }
        return columns;
    }

    private static String sparkline(String caption, double[] values, double most) {
        return padded(printable(caption), CAPTION) + Sparkline.of(values, most) + " ≤ " + shortly(most);
    }

    private static String shortly(double number) {
        return Stream.of("%.0f", "%.1e")
                .map(format -> String.format(Locale.ROOT, format, number))
                .filter(text -> text.length() <= 7)
                .findFirst()
                .orElse("");
    }

    private static String padded(String text, int width) {
        String cut = cut(text, width - 1);
        return cut + " ".repeat(width - cut.length());
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    // Names come from outside, and a terminal obeys control characters.
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}

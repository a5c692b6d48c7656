package io.tidegate.deploy.whatif.report;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.deploy.whatif.report.Difference.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A measure as people read it: its name, and how its numbers are written. Of each but the optimum, less is better. */
record MeasureRow(String label, Form form, Optional<Unit> unit, ToDoubleFunction<Measures> measure) {
    static final MeasureRow TASK_HOURS = new MeasureRow("task-hours", Form.TENTHS, Unit.TASK);
    static final MeasureRow INSTANCE_HOURS = new MeasureRow("instance-hours", Form.TENTHS, Unit.INSTANCE);
    static final MeasureRow UNIT_HOURS = new MeasureRow("unit-hours", Form.TENTHS, Unit.UNIT);
    static final MeasureRow COST = new MeasureRow("cost", Form.MONEY, Measures::cost);
    static final MeasureRow OVER_TARGET =
            new MeasureRow("minutes over target", Form.TENTHS, Measures::minutesOverTarget);
    static final MeasureRow UNSERVED = new MeasureRow("demand not served", Form.SHARE, Measures::unservedShare);
    static final MeasureRow SHORTAGE = new MeasureRow("unit-hours missing", Form.TENTHS, Measures::shortageHours);
    static final MeasureRow REACTIONS = new MeasureRow(
            "reactions", Form.WHOLE, measures -> measures.reactions().count());
    static final MeasureRow REACTION_MEDIAN = new MeasureRow(
            "reaction, median", Form.SECONDS, measures -> measures.reactions().medianSeconds());
    static final MeasureRow REACTION_P90 = new MeasureRow(
            "reaction, 90th percentile",
            Form.SECONDS,
            measures -> measures.reactions().p90Seconds());
    static final MeasureRow REACTION_MAX = new MeasureRow(
            "reaction, longest", Form.SECONDS, measures -> measures.reactions().maxSeconds());
    static final MeasureRow ACTIONS = new MeasureRow("actions", Form.WHOLE, Measures::actions);
    static final MeasureRow DIRECTION_CHANGES =
            new MeasureRow("direction changes", Form.WHOLE, Measures::directionChanges);
    static final MeasureRow CALLS = new MeasureRow("AWS calls", Form.WHOLE, Measures::calls);
    static final MeasureRow THROTTLED = new MeasureRow("AWS calls throttled", Form.WHOLE, Measures::throttled);
    static final MeasureRow OBJECTIVE = new MeasureRow("cost with penalty", Form.MONEY, Measures::objective);
    static final MeasureRow OPTIMUM = new MeasureRow("least possible", Form.MONEY, Measures::optimum);
    static final MeasureRow REGRET = new MeasureRow("regret", Form.MONEY, Measures::regret);

    private static final List<MeasureRow> ALL = List.of(
            TASK_HOURS,
            INSTANCE_HOURS,
            UNIT_HOURS,
            COST,
            OVER_TARGET,
            UNSERVED,
            SHORTAGE,
            REACTIONS,
            REACTION_MEDIAN,
            REACTION_P90,
            REACTION_MAX,
            ACTIONS,
            DIRECTION_CHANGES,
            CALLS,
            THROTTLED,
            OBJECTIVE,
            OPTIMUM,
            REGRET);

    // Sums of doubles in another order are not the same to the last bit.
    private static final double ROUNDING = 1e-9;

    MeasureRow(String label, Form form, ToDoubleFunction<Measures> measure) {
        this(label, form, Optional.empty(), measure);
    }

    MeasureRow(String label, Form form, Unit unit) {
        this(label, form, Optional.of(unit), Measures::unitHours);
    }

    /** Those that a scope has anything for. */
    static List<MeasureRow> of(Scope scope) {
        return ALL.stream().filter(row -> row.unit.map(scope::has).orElse(true)).toList();
    }

    String labelled(String currency) {
        return form == Form.MONEY ? "%s (%s)".formatted(label, currency) : label;
    }

    double value(Scope scope, String policy) {
        return unit.map(counted -> scope.hours(counted, policy))
                .orElseGet(() -> measure.applyAsDouble(scope.measures(policy)));
    }

    String text(double value) {
        return form.text(value);
    }

    /** How a value compares with that of the baseline. */
    Difference difference(double value, double baseline) {
        double by = value - baseline;
        if (Math.abs(by) <= ROUNDING * Math.max(1, Math.abs(baseline))) {
            return Difference.NONE;
        }
        var verdict = equals(OPTIMUM) ? Verdict.NEITHER : by < 0 ? Verdict.BETTER : Verdict.WORSE;
        if (form == Form.SHARE) {
            return new Difference(Form.signed(by * 100, " points"), verdict);
        }
        boolean isComparable = Math.abs(baseline) > ROUNDING;
        return new Difference(
                isComparable ? Form.signed(by / Math.abs(baseline) * 100, " %") : "+" + form.text(by), verdict);
    }
}

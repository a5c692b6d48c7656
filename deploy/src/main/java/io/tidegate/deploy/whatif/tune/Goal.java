package io.tidegate.deploy.whatif.tune;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.streams.policy.trial.Backtest.Measure;
import java.util.Comparator;
import java.util.List;

/** What is sought. */
public enum Goal {
    /** The least cost. */
    COST("cost"),
    /** The least capacity missing. */
    SLO("unit-hours missing"),
    /** The least of both together, by the penalty; and all between which only a price decides. */
    PARETO("cost with penalty");

    private final String label;

    Goal(String label) {
        this.label = label;
    }

    /** What it is that shall be least, as reports call it. */
    public String label() {
        return label;
    }

    /** What shall be least, of a policy's measures. */
    public double of(Measures measures) {
        return switch (this) {
            case COST -> measures.cost();
            case SLO -> measures.shortageHours();
            case PARETO -> measures.objective();
        };
    }

    /** What holds where nobody gives a limit: one of the two is always to be had for nothing, at the price of the other. */
    List<Limit> usual(Measures current) {
        return switch (this) {
            case COST -> List.of(new Limit(Measure.SHORTAGE_HOURS, current.shortageHours()));
            case SLO -> List.of(new Limit(Measure.COST, current.cost()));
            case PARETO -> List.of();
        };
    }

    /** The best first: what is within the limits, then what is least beyond them; of equals, the policy as it is. */
    Comparator<Tried> order(List<Limit> limits) {
        return better(limits)
                .thenComparing(tried -> tried.measures().objective())
                .thenComparing(tried -> !tried.settings().isEmpty())
                .thenComparing(tried -> tried.settings().toString());
    }

    /** The same, with those for equals that do as well. */
    Comparator<Tried> better(List<Limit> limits) {
        return Comparator.<Tried>comparingDouble(tried -> limits.stream()
                        .mapToDouble(limit -> limit.excess(tried.measures()))
                        .sum())
                .thenComparingDouble(tried -> of(tried.measures()));
    }
}

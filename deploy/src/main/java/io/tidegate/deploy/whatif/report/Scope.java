package io.tidegate.deploy.whatif.report;

import io.tidegate.deploy.whatif.measure.Measures;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a table of measures is about. */
sealed interface Scope {
    Measures measures(String policy);

    boolean has(Unit unit);

    double hours(Unit unit, String policy);

    /** One target, or all. */
    record Targets(List<TargetOutcome> targets) implements Scope {
        @Override
        public Measures measures(String policy) {
            return targets.stream()
                    .map(target -> target.course(policy).measures())
                    .reduce(Measures.NONE, Measures::and);
        }

        @Override
        public boolean has(Unit unit) {
            return targets.stream().anyMatch(target -> target.unit() == unit);
        }

        @Override
        public double hours(Unit unit, String policy) {
            return targets.stream()
                    .filter(target -> target.unit() == unit)
                    .mapToDouble(target -> target.course(policy).measures().unitHours())
                    .sum();
        }
    }

    /** All targets of some policies together, which count in the same unit. */
    record Totals(Unit unit, Map<String, Measures> byPolicy) implements Scope {
        @Override
        public Measures measures(String policy) {
            return Objects.requireNonNull(byPolicy.get(policy), policy);
        }

        @Override
        public boolean has(Unit unit) {
            return this.unit == unit;
        }

        @Override
        public double hours(Unit unit, String policy) {
            return has(unit) ? measures(policy).unitHours() : 0;
        }
    }
}

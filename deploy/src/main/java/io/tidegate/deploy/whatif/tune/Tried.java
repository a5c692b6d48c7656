package io.tidegate.deploy.whatif.tune;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.streams.policy.Policy;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A policy that was tried.
 *
 * @param settings values by path; none for the policy as it is
 * @param text of its file
 * @param measures of all stretches of the search together
 */
public record Tried(SortedMap<String, String> settings, String text, Policy policy, Measures measures) {
    public Tried {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** Its settings, for people, in one line. */
    public String described() {
        return settings.isEmpty()
                ? "the policy as it is"
                : settings.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** Whether another one is better in cost or in capacity missing, and worse in neither. */
    boolean isDominatedBy(Tried other) {
        var own = measures;
        var its = other.measures;
        return its.cost() <= own.cost()
                && its.shortageHours() <= own.shortageHours()
                && (its.cost() < own.cost() || its.shortageHours() < own.shortageHours());
    }
}

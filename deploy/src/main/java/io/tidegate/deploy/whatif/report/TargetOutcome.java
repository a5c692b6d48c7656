package io.tidegate.deploy.whatif.report;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of one target.
 *
 * @param target by its one spelling
 * @param metric what its load is made of, for people, such as {@code ECSServiceAverageCPUUtilization (%)}
 * @param demand in order of time; each load holds until the next; empty where each policy makes its own, which is then its metric
 * @param courses by the label of their policy
 * @param optimum what would have been best, where it was worked out; without metric and actions
 */
public record TargetOutcome(
        String target,
        Unit unit,
        String metric,
        List<Demand> demand,
        SortedMap<String, Course> courses,
        Optional<Course> optimum) {
    public TargetOutcome {
        demand = List.copyOf(demand);
        courses = Collections.unmodifiableSortedMap(new TreeMap<>(courses));
    }

    /** Of a policy that there is. */
    public Course course(String policy) {
        var course = courses.get(policy);
        if (course == null) {
            throw new IllegalArgumentException("policy must be one of %s, was %s".formatted(courses.keySet(), policy));
        }
        return course;
    }
}

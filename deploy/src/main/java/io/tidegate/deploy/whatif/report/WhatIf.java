package io.tidegate.deploy.whatif.report;

import io.tidegate.deploy.whatif.measure.Measures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a simulation: what some policies would have done with the same demand.
 *
 * @param currency of all costs, such as USD
 * @param policies labels, the candidate first and what it is held against second; what was on record is a policy too
 * @param targets in the order in which they are shown; each has a course of every policy
 */
public record WhatIf(
        Instant from,
        Instant to,
        String currency,
        List<String> policies,
        List<TargetOutcome> targets,
        Honesty honesty) {
    public WhatIf {
        policies = List.copyOf(policies);
        targets = List.copyOf(targets);
        if (policies.isEmpty() || policies.stream().distinct().count() < policies.size()) {
            throw new IllegalArgumentException("policies must be one or more different labels, was " + policies);
        }
        for (var target : targets) {
            if (!target.courses().keySet().equals(Set.copyOf(policies))) {
                throw new IllegalArgumentException("courses of %s must be of the policies %s, was %s"
                        .formatted(target.target(), policies, target.courses().keySet()));
            }
        }
    }

    /** The first policy. */
    public String candidate() {
        return policies.getFirst();
    }

    /** The policy that all others are compared with; none where there is only the candidate. */
    public Optional<String> baseline() {
        return policies.size() > 1 ? Optional.of(policies.get(1)) : Optional.empty();
    }

    /** Of a policy, over all targets. */
    public Measures total(String policy) {
        return targets.stream().map(target -> target.course(policy).measures()).reduce(Measures.NONE, Measures::and);
    }
}

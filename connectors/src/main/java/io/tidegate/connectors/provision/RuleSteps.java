package io.tidegate.connectors.provision;

import java.util.ArrayList;
import java.util.List;

/** The calls for a rule: itself, and its target. */
record RuleSteps(EventRule rule, Home home, Members made) implements Steps {
    private static final String TARGETS = "Targets";

    static RuleSteps of(EventRule rule, Home home) {
        return new RuleSteps(rule, home, rule.members(home));
    }

    @Override
    public ResourceId id() {
        return rule.id();
    }

    @Override
    public List<RuleChange> create() {
        return steps(made.anew());
    }

    @Override
    public RuleChange adopt() {
        return new RuleChange.TagResource(rule, home.rule(rule.name()));
    }

    @Override
    public List<RuleChange> update(Stands stands, List<Difference> differences) {
        return steps(differences);
    }

    private List<RuleChange> steps(List<Difference> differences) {
        var own = Difference.outside(TARGETS, differences);
        var targets = Difference.within(TARGETS, differences);
        var steps = new ArrayList<RuleChange>();
        if (!own.isEmpty()) {
            steps.add(new RuleChange.PutRule(rule, own));
        }
        if (!targets.isEmpty()) {
            steps.add(new RuleChange.PutTargets(rule, rule.target(home), targets));
        }
        return steps;
    }
}

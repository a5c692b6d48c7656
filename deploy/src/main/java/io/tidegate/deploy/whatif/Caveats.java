package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.past.Past;
import io.tidegate.deploy.whatif.report.Honesty;
import io.tidegate.deploy.whatif.report.TargetOutcome;
import io.tidegate.deploy.whatif.simulation.ClosedLoop;
import io.tidegate.deploy.whatif.simulation.ClusterSubject;
import io.tidegate.deploy.whatif.simulation.Subject;
import io.tidegate.streams.demand.Feedback;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How far to believe a trial on a past: what it found of itself, what is not in it, and what was taken for granted. */
record Caveats(
        Trial trial, Past past, List<Subject> subjects, List<ClusterSubject> clusters, ClosedLoop.Outcome outcome) {
    private static final List<String> NOT_MODELLED = List.of(
            "utilization that is not in proportion to load: the self-replay shows it only where what ran has been",
            "latency and errors: a metric that is neither a utilization, a share nor a backlog is what it was, whatever the"
                    + " capacity",
            "retries and users who give up: demand is what it was",
            "deployments, failures of units, lifecycle hooks and images",
            "calls that AWS throttles or refuses although the documented budgets allow them");

    Honesty honesty() {
        var error = trial.ran()
                .map(label -> outcome.errors().getOrDefault(label, OptionalDouble.empty()))
                .orElse(OptionalDouble.empty());
        return new Honesty(
                error,
                error.isPresent() ? "" : whyNoError(),
                censored(outcome.targets()),
                past.earliest(),
                notModelled(),
                assumptions(),
                trial.settings().seed());
    }

    private List<String> notModelled() {
        var room = trial.settings().instances() == Instances.ANY
                ? "instances under services: tasks find room whenever they start (--instances says otherwise)"
                : "where ECS places tasks by zones, network interfaces and placement strategies";
        return Stream.concat(Stream.of(room), NOT_MODELLED.stream()).toList();
    }

    private String whyNoError() {
        return past.tellsCapacity()
                ? "nobody said which policy really ran"
                : "the past does not tell how much capacity there was, so there is nothing to hold the simulation against";
    }

    private static double censored(List<TargetOutcome> targets) {
        double censored = 0;
        double known = 0;
        for (var target : targets) {
            var measures = target.courses().values().iterator().next().measures();
            censored += measures.censoredHours();
            known += measures.knownHours();
        }
        return known > 0 ? censored / known : 0;
    }

    private static String follows(Subject subject) {
        var plant = subject.plant();
        boolean own =
                plant.startup().sorted().size() > 1 || plant.stopping().sorted().size() > 1;
        return (own ? subject.target().text() + ": " : "")
                + "a start takes %s, an end %s".formatted(plant.startup(), plant.stopping());
    }

    private String follows(ClusterSubject cluster) {
        String name = cluster.target().text();
        if (outcome.targets().stream().noneMatch(target -> target.target().equals(name))) {
            return name + ": the past does not tell its instances, so tasks find room whenever they start";
        }
        return ("%s: its instances come and go as its policy has them, or as on record where it has none; a launch takes %s, an"
                        + " end %s; services that no policy names, and standalone tasks, want what they did")
                .formatted(
                        name, cluster.launches().startup(), cluster.launches().stopping());
    }

    private List<String> assumptions() {
        var said = new ArrayList<>(past.notes());
        for (var subject : subjects) {
            var objective = subject.objective();
            said.add("%s: %s is taken as %s; one unit is to carry %.4g of it, and serves %.4g at most"
                    .formatted(
                            subject.target().text(),
                            objective.metric().alias(),
                            objective.feedback().text(),
                            objective.loadPerUnit(),
                            objective.mostPerUnit()));
            if (subject.assumed().isPresent() && !(objective.feedback() instanceof Feedback.Total)) {
                said.add("%s: what the past shows is taken as that of %.4g units (--running says otherwise)"
                        .formatted(subject.target().text(), subject.assumed().getAsDouble()));
            }
        }
        subjects.stream().map(Caveats::follows).distinct().forEach(said::add);
        clusters.forEach(cluster -> said.add(follows(cluster)));
        outcome.housing()
                .forEach(cluster ->
                        said.add(("%s: its instances come, drain and go as they did on record, under every policy;"
                                        + " a task starts on the one with the fewest of its service that has room, or waits")
                                .formatted(cluster)));
        said.add("prices: " + trial.settings().prices().described());
        return said;
    }
}

package io.tidegate.deploy.whatif.tune;

import io.tidegate.deploy.whatif.tune.Search.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the goal goes with the values of one key.
 *
 * @param steps one for each value that was tried, and for that of the policy as it is where nothing is better; the smallest first, words in the order in
 *     which they came
 * @param edge where the best value is the smallest or the greatest of all, and all others do worse; never 0 as the smallest
 */
public record Profile(String path, List<Step> steps, Optional<Edge> edge) {

    /** A value, and the best policy that has it. */
    public record Step(String value, Tried best) {}

    /** On which side of the best value nothing was tried. */
    public enum Edge {
        LOWEST("lowest", "lower"),
        HIGHEST("highest", "higher");

        private final String word;
        private final String beyond;

        Edge(String word, String beyond) {
            this.word = word;
            this.beyond = beyond;
        }

        /** For people. */
        public String word() {
            return word;
        }
    }

    public Profile {
        steps = List.copyOf(steps);
    }

    static Profile of(String path, Goal goal, Found found) {
        var all = new ArrayList<Step>();
        Stream.concat(found.tried().stream(), Stream.of(found.current()))
                .forEach(one -> found.value(one, path).ifPresent(value -> all.add(new Step(value, one))));
        boolean sized = all.stream().allMatch(step -> Vary.size(step.value()).isPresent());
        var order = goal.order(found.limits());
        var steps = new ArrayList<Step>();
        for (var step : all) {
            int at = place(steps, step.value(), sized);
            // A value that the policy as it is alone has was not tried with those of other keys, and may be better than
            // it looks.
            if (at < 0 && (!step.best().equals(found.current()) || found.best().equals(found.current()))) {
                steps.add(step);
            } else if (at >= 0 && order.compare(step.best(), steps.get(at).best()) < 0) {
                steps.set(at, new Step(steps.get(at).value(), step.best()));
            }
        }
        if (sized) {
            steps.sort(Comparator.comparingDouble(step -> size(step.value())));
        }
        return new Profile(
                path, steps, sized ? edge(steps, goal.better(found.limits()), found.best()) : Optional.empty());
    }

    // 0.1 and 0.10 are the same value.
    private static int place(List<Step> steps, String value, boolean sized) {
        for (int i = 0; i < steps.size(); i++) {
            var known = steps.get(i).value();
            if (sized ? size(known) == size(value) : known.equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Edge> edge(List<Step> steps, Comparator<Tried> better, Tried best) {
        if (steps.size() < 2) {
            return Optional.empty();
        }
        var first = steps.getFirst();
        if (first.best().equals(best)) {
            boolean least = size(first.value()) == 0;
            return least || hasEqual(steps.subList(1, steps.size()), better, best)
                    ? Optional.empty()
                    : Optional.of(Edge.LOWEST);
        }
        boolean last = steps.getLast().best().equals(best);
        return last && !hasEqual(steps.subList(0, steps.size() - 1), better, best)
                ? Optional.of(Edge.HIGHEST)
                : Optional.empty();
    }

    private static boolean hasEqual(List<Step> others, Comparator<Tried> better, Tried best) {
        return others.stream().anyMatch(step -> better.compare(step.best(), best) <= 0);
    }

    private static double size(String value) {
        return Vary.size(value).orElseThrow();
    }

    /** Says that the best value is at an edge; empty where it is not. */
    public Optional<String> warning() {
        return edge.map(side -> "%s: %s is the %s value tried, so a %s one may do better"
                .formatted(
                        path,
                        (side == Edge.LOWEST ? steps.getFirst() : steps.getLast()).value(),
                        side.word(),
                        side.beyond));
    }
}

package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Output.Commanded;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How well capacity followed a demand.
 *
 * @param overshoot most capacity above what the highest demand needs, in percent of that
 * @param settledSeconds from the last change of the demand until capacity stays within a tenth, or one task, of what is
 *     needed; empty where it never does, and for a demand that never rests
 * @param turns direction changes of orders
 * @param minutesOver with tasks busier than 66 %: the aim of 60 % and a tolerance of a tenth
 */
record Quality(int overshoot, OptionalInt settledSeconds, int turns, double minutesOver) {

    /** Of an hour in seconds: what was asked of the service, and what ran. */
    static Quality of(List<Double> demand, List<Integer> running, List<Commanded> orders) {
        int peak = ServicePlant.needed(
                demand.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
        int most = running.stream().mapToInt(Integer::intValue).max().orElseThrow();
        long over = 0;
        for (int second = 0; second < demand.size(); second++) {
            over += demand.get(second) > ServicePlant.done(running.get(second), 0.66) + 1e-9 ? 1 : 0;
        }
        return new Quality(
                Math.max(0, 100 * (most - peak) / peak),
                settled(demand, running),
                turns(orders),
                Math.round(over / 6.0) / 10.0);
    }

    /** As the manual has it: {@code 12 %, 445 s, 1, 2.5 min}. */
    String text() {
        String settled = settledSeconds.isPresent() ? settledSeconds.getAsInt() + " s" : "–";
        return String.format(Locale.ROOT, "%d %%, %s, %d, %.1f min", overshoot, settled, turns, minutesOver);
    }

    private static OptionalInt settled(List<Double> demand, List<Integer> running) {
        int end = demand.size() - 1;
        int changed = end;
        while (changed > 0 && demand.get(changed).equals(demand.get(changed - 1))) {
            changed--;
        }
        int wrong = end;
        while (wrong >= changed && isRight(demand.get(wrong), running.get(wrong))) {
            wrong--;
        }
        return changed == end || wrong == end ? OptionalInt.empty() : OptionalInt.of(wrong + 1 - changed);
    }

    private static boolean isRight(double demand, int running) {
        int needed = ServicePlant.needed(demand);
        return Math.abs(running - needed) <= Math.max(1, needed / 10);
    }

    private static int turns(List<Commanded> orders) {
        int turns = 0;
        for (int i = 1; i < orders.size(); i++) {
            boolean turned = Math.signum(orders.get(i).change())
                    != Math.signum(orders.get(i - 1).change());
            turns += turned ? 1 : 0;
        }
        return turns;
    }
}

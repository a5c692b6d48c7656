package io.tidegate.streams.capacity;

import io.tidegate.streams.Policies;
import io.tidegate.streams.journal.Input.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.IntToDoubleFunction;

/**
 * A service under a demand, second by second: a task does 10 units of work a second at 100 % of its CPU, starts in 30 s and
 * stops at once; AWS is observed and metrics come every 5 s, about the 5 s before the last. Pure: the same demand and policy
 * give the same hour.
 */
final class ServicePlant {
    private static final double TASK = 10;
    private static final int START_SECONDS = 30;
    private static final int SECONDS = 3600;

    private final IntToDoubleFunction demand;
    private final Scenario scenario;
    private final Queue<Integer> starting = new ArrayDeque<>();
    private final List<Double> load = new ArrayList<>();
    private final List<Integer> capacity = new ArrayList<>();
    private int running;
    private int desired;

    private ServicePlant(Policies policy, IntToDoubleFunction demand) {
        this.demand = demand;
        this.scenario = Scenario.of(policy.metric("cpu", false).metric("work", false));
        this.desired = needed(demand.applyAsDouble(0));
        this.running = desired;
    }

    /**
     * An hour of it.
     *
     * @param overshoot most capacity above what the highest demand needs, in percent of that
     * @param settledSeconds from the last change of the demand until capacity stays within a tenth, or one task, of what is
     *     needed; -1 for a demand that never rests
     * @param turns direction changes of orders
     * @param minutesOver with tasks busier than 66 %: the target of 60 % and a tolerance of a tenth
     */
    record Quality(int overshoot, int settledSeconds, int turns, double minutesOver) {}

    static Quality hour(Policies policy, IntToDoubleFunction demand) {
        var plant = new ServicePlant(policy, demand);
        for (int second = 0; second < SECONDS; second++) {
            plant.second(second);
        }
        return plant.quality();
    }

    /** Tasks that keep a demand at 60 %. */
    static int needed(double demand) {
        return Math.max(1, (int) Math.ceil(demand / (TASK * 0.6) - 1e-9));
    }

    private void second(int second) {
        while (!starting.isEmpty() && starting.peek() <= second) {
            starting.remove();
            running++;
        }
        running = Math.min(running, desired);
        load.add(demand.applyAsDouble(second));
        capacity.add(running);
        if (second % 5 == 0 && second >= 10) {
            scenario.service(desired, running)
                    .complete("cpu", Math.min(100, 100 * demand.applyAsDouble(second - 5) / (running * TASK)))
                    .complete("work", demand.applyAsDouble(second - 5));
        }
        int before = scenario.commands().size();
        scenario.ticking(1);
        if (scenario.commands().size() > before) {
            carryOut(scenario.last().desired().orElseThrow(), second);
        }
    }

    private void carryOut(int ordered, int second) {
        for (int task = desired; task < ordered; task++) {
            starting.add(second + START_SECONDS);
        }
        for (int surplus = starting.size() - Math.max(0, ordered - running); surplus > 0; surplus--) {
            starting.remove();
        }
        desired = ordered;
        scenario.settled(Result.APPLIED);
    }

    private Quality quality() {
        int peak = needed(load.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
        int most = capacity.stream().mapToInt(Integer::intValue).max().orElseThrow();
        long over = 0;
        for (int second = 0; second < SECONDS; second++) {
            over += load.get(second) > capacity.get(second) * TASK * 0.66 + 1e-9 ? 1 : 0;
        }
        return new Quality(Math.max(0, 100 * (most - peak) / peak), settled(), turns(), Math.round(over / 6.0) / 10.0);
    }

    private int settled() {
        int changed = SECONDS - 1;
        while (changed > 0 && load.get(changed).equals(load.get(changed - 1))) {
            changed--;
        }
        int last = SECONDS - 1;
        while (last >= changed && isRight(last)) {
            last--;
        }
        return changed == SECONDS - 1 || last == SECONDS - 1 ? -1 : Math.max(0, last + 1 - changed);
    }

    private boolean isRight(int second) {
        int needed = needed(load.get(second));
        return Math.abs(capacity.get(second) - needed) <= Math.max(1, needed / 10);
    }

    private int turns() {
        int turns = 0;
        var commands = scenario.commands();
        for (int i = 1; i < commands.size(); i++) {
            turns += Math.signum(commands.get(i).change())
                            == Math.signum(commands.get(i - 1).change())
                    ? 0
                    : 1;
        }
        return turns;
    }
}

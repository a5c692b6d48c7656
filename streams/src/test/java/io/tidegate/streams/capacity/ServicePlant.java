package io.tidegate.streams.capacity;

import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.CapacityPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.IntToDoubleFunction;

/**
 * A service under an hour of demand, second by second: a task does 10 units of work a second at 100 % of its CPU, starts in
 * 30 s and stops at once. AWS is observed every 5 s; the metrics are {@code cpu}, the utilization, and {@code work}, the
 * demand. Its cluster has as many instances as there should be tasks, and one. Pure: the same demand and policy give the same
 * hour.
 */
final class ServicePlant {
    private static final int HOUR = 3600;
    private static final int START_SECONDS = 30;
    private static final double TASK = 10;
    private static final double AIM = 0.6;

    private final IntToDoubleFunction demand;
    private final Scenario scenario;
    private final List<Meter> meters;
    private final Queue<Integer> starting = new ArrayDeque<>();
    private final List<Double> asked = new ArrayList<>();
    private final List<Integer> capacity = new ArrayList<>();
    private int running;
    private int desired;

    private ServicePlant(CapacityPolicy policy, IntToDoubleFunction demand) {
        this.demand = demand;
        this.scenario = new Scenario().policy(policy);
        this.meters = policy.metrics().stream().map(Meter::new).toList();
        this.desired = needed(demand.applyAsDouble(0));
        this.running = desired;
    }

    static Quality hour(CapacityPolicy policy, IntToDoubleFunction demand) {
        var plant = new ServicePlant(policy, demand);
        for (int second = 0; second < HOUR; second++) {
            plant.second(second);
        }
        return Quality.of(plant.asked, plant.capacity, plant.scenario.commands());
    }

    /** Tasks that keep a demand at 60 %. */
    static int needed(double demand) {
        return Math.max(1, (int) Math.ceil(demand / done(1, AIM) - 1e-9));
    }

    /** Work that tasks do at a utilization. */
    static double done(int tasks, double utilization) {
        return tasks * TASK * utilization;
    }

    private void second(int second) {
        while (!starting.isEmpty() && starting.peek() <= second) {
            starting.remove();
            running++;
        }
        running = Math.min(running, desired);
        double work = demand.applyAsDouble(second);
        double cpu = Math.min(100, 100 * work / done(running, 1));
        asked.add(work);
        capacity.add(running);
        if (second % 5 == 0) {
            scenario.service(desired, running).observed(new Observation.Instances(needed(work) + 1));
        }
        var at = Scenario.NOON.plusSeconds(second);
        meters.forEach(meter -> meter.read(at, meter.alias().equals("cpu") ? cpu : work, scenario));
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
}

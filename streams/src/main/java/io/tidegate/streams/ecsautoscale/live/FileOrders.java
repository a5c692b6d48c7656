package io.tidegate.streams.ecsautoscale.live;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Planned;
import io.tidegate.streams.ecsautoscale.Action;
import io.tidegate.streams.ecsautoscale.Outcome;
import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * The actions of a run as orders, in their order. What no order can say, because it is no number that AWS would take, is a
 * failure.
 *
 * @param failures those of the run, and of its actions
 */
record FileOrders(List<Planned> planned, List<Failure> failures) {
    FileOrders {
        planned = List.copyOf(planned);
        failures = List.copyOf(failures);
    }

    static FileOrders of(Outcome outcome, EcsAutoscalePolicy policy, ObservedCluster observed) {
        return new Translation(policy, observed).of(outcome);
    }

    /** From AWS's calls to orders. */
    private static final class Translation {
        private final EcsAutoscalePolicy policy;
        private final ObservedCluster observed;
        private final List<Planned> planned = new ArrayList<>();
        private final List<Failure> failures = new ArrayList<>();

        Translation(EcsAutoscalePolicy policy, ObservedCluster observed) {
            this.policy = policy;
            this.observed = observed;
        }

        FileOrders of(Outcome outcome) {
            failures.addAll(outcome.failures());
            outcome.actions().forEach(this::add);
            return new FileOrders(planned, failures);
        }

        private void add(Action action) {
            switch (action) {
                case Action.UpdateService update -> add(update);
                case Action.SetDesiredCapacity set -> addCapacity(set);
                case Action.SetBounds set -> add(set);
                case Action.Drain drain -> add(drain);
                case Action.Terminate terminate -> add(terminate);
                case Action.Call register ->
                    throw new IllegalStateException("no run of a file asks for " + register.name());
            }
        }

        private void add(Action.UpdateService update) {
            var target = new Target.EcsService(policy.target().place(), update.cluster(), update.service());
            int current = observed.workloads().stream()
                    .filter(workload -> workload.name().equals(update.service()))
                    .mapToInt(ObservedCluster.Workload::desired)
                    .findFirst()
                    .orElse(0);
            addCapacity(target, current, update.desired(), update.reason());
        }

        private void addCapacity(Action.SetDesiredCapacity set) {
            int current = observed.group().map(ObservedCluster.Group::desired).orElse(0);
            addCapacity(policy.group(), current, set.desired(), set.reason());
        }

        private void addCapacity(Target target, int current, long desired, String reason) {
            if (desired < 0 || desired > Bounds.LIMIT) {
                fail("%s: desired count must be from 0 to %d, was %d".formatted(target.path(), Bounds.LIMIT, desired));
                return;
            }
            int wanted = (int) desired;
            planned.add(new Planned(target, new Order.Capacity(current, wanted), wanted - current, reason));
        }

        private void add(Action.SetBounds set) {
            if (set.min() < 0 || set.max() < set.min() || set.max() > Bounds.LIMIT) {
                fail("%s: bounds must be from 0 to %d, min not above max, were %d to %d"
                        .formatted(policy.group().path(), Bounds.LIMIT, set.min(), set.max()));
                return;
            }
            var expected = observed.group()
                    .map(group -> new Bounds(group.min(), group.max()))
                    .orElse(null);
            var wanted = new Bounds((int) set.min(), (int) set.max());
            planned.add(new Planned(policy.group(), new Order.Limits(expected, wanted), 0, set.reason()));
        }

        private void add(Action.Drain drain) {
            observed.instances().stream()
                    .filter(instance -> lastPart(instance.arn()).equals(drain.containerInstance()))
                    .findFirst()
                    .ifPresent(instance -> planned.add(new Planned(
                            new Target.Instance(policy.target().place(), instance.instanceId()),
                            new Order.Drain(drain.cluster(), instance.instanceId(), instance.arn()),
                            -1,
                            drain.reason())));
        }

        private void add(Action.Terminate terminate) {
            observed.instances().stream()
                    .filter(instance -> instance.instanceId().equals(terminate.instance()))
                    .findFirst()
                    .ifPresent(instance -> planned.add(new Planned(
                            policy.group(),
                            new Order.Terminate(
                                    policy.target().cluster(),
                                    instance.instanceId(),
                                    instance.arn(),
                                    terminate.decrement()),
                            terminate.decrement() ? -1 : 0,
                            terminate.reason())));
        }

        private static String lastPart(String arn) {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }

        private void fail(String message) {
            failures.add(new Failure(policy.target().cluster(), message));
        }
    }

    /** Desired capacity of the group once they are carried out. */
    int group(int desired) {
        int capacity = desired;
        for (var one : planned) {
            capacity = switch (one.order()) {
                case Order.Capacity set when one.target() instanceof Target.Group -> set.desired();
                case Order.Capacity _, Order.Drain _, Order.Apart _ -> capacity;
                case Order.Limits limits -> limits.pull(capacity);
                case Order.Terminate terminate -> terminate.decrement() ? capacity - 1 : capacity;
            };
        }
        return capacity;
    }
}

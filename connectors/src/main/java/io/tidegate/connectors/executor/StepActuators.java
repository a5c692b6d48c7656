package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.TemplateStep;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.target.ClassicDeregistration;
import io.tidegate.connectors.executor.target.Draining;
import io.tidegate.connectors.executor.target.LifecycleActions;
import io.tidegate.connectors.executor.target.StepActuator;
import io.tidegate.connectors.executor.target.TargetDeregistration;
import io.tidegate.connectors.executor.target.TaskStopping;
import io.tidegate.connectors.executor.target.Termination;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;

/** Who takes each kind of step in one account and region. */
record StepActuators(
        StepActuator<Target.Instance, Order.DrainInstance> draining,
        StepActuator<Target.Group, Order.TerminateInstance> termination,
        StepActuator<Target.Instance, InstanceStep.StopTasks> tasks,
        StepActuator<Target.Instance, InstanceStep.DeregisterTarget> targets,
        StepActuator<Target.Instance, InstanceStep.DeregisterInstance> classicBalancers,
        StepActuator<Target.Instance, InstanceStep.OfHook> hooks,
        TemplateActuators templates) {

    /** Those of AWS itself, each call within {@code timeout}. */
    static StepActuators through(AwsCalls aws, Duration timeout) {
        return new StepActuators(
                new Draining(aws.ecs(), timeout),
                new Termination(aws.groups(), aws.ecs(), timeout),
                new TaskStopping(aws.ecs(), timeout),
                new TargetDeregistration(aws.balancers(), timeout),
                new ClassicDeregistration(aws.classicBalancers(), timeout),
                new LifecycleActions(aws.groups(), timeout),
                TemplateActuators.through(aws, timeout));
    }

    Observed observe(Target target, Order.Step step) {
        return switch (step) {
            case Order.DrainInstance drain -> draining.observe((Target.Instance) target, drain);
            case Order.TerminateInstance end -> termination.observe((Target.Group) target, end);
            case InstanceStep.StopTasks stop -> tasks.observe((Target.Instance) target, stop);
            case InstanceStep.DeregisterTarget leave -> targets.observe((Target.Instance) target, leave);
            case InstanceStep.DeregisterInstance leave -> classicBalancers.observe((Target.Instance) target, leave);
            case InstanceStep.OfHook answer -> hooks.observe((Target.Instance) target, answer);
            case TemplateStep change -> templates.observe((Target.LaunchTemplate) target, change);
        };
    }

    Answer apply(Target target, Order.Step step) {
        return switch (step) {
            case Order.DrainInstance drain -> draining.apply((Target.Instance) target, drain);
            case Order.TerminateInstance end -> termination.apply((Target.Group) target, end);
            case InstanceStep.StopTasks stop -> tasks.apply((Target.Instance) target, stop);
            case InstanceStep.DeregisterTarget leave -> targets.apply((Target.Instance) target, leave);
            case InstanceStep.DeregisterInstance leave -> classicBalancers.apply((Target.Instance) target, leave);
            case InstanceStep.OfHook answer -> hooks.apply((Target.Instance) target, answer);
            case TemplateStep change -> templates.apply((Target.LaunchTemplate) target, change);
        };
    }
}

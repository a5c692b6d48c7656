package io.tidegate.connectors.executor.command;

import io.tidegate.schemas.Step;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;

/** Reads the steps of commands from their Avro form. */
final class StepWire {
    private static final int LAST_PORT = 65_535;

    private StepWire() {}

    /** The order of a step. */
    static Order order(Target target, Step step, Instant issuedAt) {
        return switch (target) {
            case Target.Instance instance -> ofInstance(instance, step);
            case Target.LaunchTemplate template ->
                TemplateStepWire.order(template, step, issuedAt).orElseGet(() -> notYet(step, target));
            case Target.Group _ when step.getKind().equals("TERMINATE") -> terminate(step);
            default -> notYet(step, target);
        };
    }

    private static Order ofInstance(Target.Instance target, Step step) {
        var given = new StepParameters(step);
        return switch (step.getKind()) {
            case "DRAIN" -> new Order.DrainInstance(given.text("cluster"), step.getSubject());
            case "STOP_TASKS" -> new InstanceStep.StopTasks(given.text("cluster"), step.getSubject());
            case "DEREGISTER" -> deregister(instance(target, step), given);
            case "HEARTBEAT" -> new InstanceStep.Heartbeat(hold(instance(target, step), given));
            case "COMPLETE" ->
                new InstanceStep.Complete(
                        hold(instance(target, step), given), given.either("result", "CONTINUE", "ABANDON"));
            default -> notYet(step, target);
        };
    }

    private static Order terminate(Step step) {
        var given = new StepParameters(step);
        return new Order.TerminateInstance(
                step.getSubject(),
                given.text("cluster"),
                given.text("containerInstance"),
                given.either("decrement", "true", "false"));
    }

    private static Order deregister(String instance, StepParameters given) {
        String balancer = given.text("balancer");
        if (balancer.contains(":targetgroup/")) {
            return new InstanceStep.DeregisterTarget(instance, balancer, (int) given.number("port", 1, LAST_PORT));
        }
        // A load balancer of the new generation has its targets in target groups.
        if (balancer.startsWith("arn:")) {
            throw given.invalid(
                    "balancer", "the name of a classic load balancer or the ARN of a target group", balancer);
        }
        given.optional("port").ifPresent(port -> {
            throw new IllegalArgumentException(
                    "action.parameters.port must not be given for a classic load balancer, was \"" + port + "\"");
        });
        return new InstanceStep.DeregisterInstance(instance, balancer);
    }

    private static InstanceStep.Hold hold(String instance, StepParameters given) {
        return new InstanceStep.Hold(given.text("group"), given.text("hook"), instance, given.optional("token"));
    }

    private static Order notYet(Step step, Target target) {
        return new Order.NotYet("Step " + step.getKind() + " of " + target.text());
    }

    private static String instance(Target.Instance target, Step step) {
        if (!step.getSubject().equals(target.id())) {
            throw new IllegalArgumentException("action.subject of step %s must be the instance of its target %s, was %s"
                    .formatted(step.getKind(), target.text(), step.getSubject()));
        }
        return target.id();
    }
}

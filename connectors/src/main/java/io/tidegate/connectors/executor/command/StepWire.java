package io.tidegate.connectors.executor.command;

import io.tidegate.schemas.Step;
import io.tidegate.schemas.naming.Target;
import java.util.Optional;

/** Reads the steps of commands from their Avro form. */
final class StepWire {
    private static final int LAST_PORT = 65_535;

    private StepWire() {}

    /** The order of a step. */
    static Order order(Target target, Step step) {
        return switch (target) {
            case Target.Instance instance -> ofInstance(instance, step);
            case Target.Group _ when step.getKind().equals("TERMINATE") -> terminate(step);
            default -> notYet(step, target);
        };
    }

    private static Order ofInstance(Target.Instance target, Step step) {
        return switch (step.getKind()) {
            case "DRAIN" -> new Order.DrainInstance(parameter(step, "cluster"), step.getSubject());
            case "STOP_TASKS" -> new InstanceStep.StopTasks(parameter(step, "cluster"), step.getSubject());
            case "DEREGISTER" -> deregister(instance(target, step), step);
            case "HEARTBEAT" -> new InstanceStep.Heartbeat(hold(instance(target, step), step));
            case "COMPLETE" -> new InstanceStep.Complete(hold(instance(target, step), step), proceeds(step));
            default -> notYet(step, target);
        };
    }

    private static Order terminate(Step step) {
        return new Order.TerminateInstance(
                step.getSubject(), parameter(step, "cluster"), parameter(step, "containerInstance"), decrement(step));
    }

    private static Order deregister(String instance, Step step) {
        String balancer = parameter(step, "balancer");
        if (balancer.contains(":targetgroup/")) {
            return new InstanceStep.DeregisterTarget(instance, balancer, port(step));
        }
        // A load balancer of the new generation has its targets in target groups.
        if (balancer.startsWith("arn:")) {
            throw new IllegalArgumentException("action.parameters.balancer must be the name of a classic load balancer"
                    + " or the ARN of a target group, was \"" + balancer + "\"");
        }
        optional(step, "port").ifPresent(port -> {
            throw new IllegalArgumentException(
                    "action.parameters.port must not be given for a classic load balancer, was \"" + port + "\"");
        });
        return new InstanceStep.DeregisterInstance(instance, balancer);
    }

    private static InstanceStep.Hold hold(String instance, Step step) {
        return new InstanceStep.Hold(
                parameter(step, "group"), parameter(step, "hook"), instance, optional(step, "token"));
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

    private static int port(Step step) {
        String text = parameter(step, "port");
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // It is told below.
        }
        throw new IllegalArgumentException(
                "action.parameters.port must be 1 to " + LAST_PORT + ", was \"" + text + "\"");
    }

    private static boolean decrement(Step step) {
        return either(step, "decrement", "true", "false");
    }

    private static boolean proceeds(Step step) {
        return either(step, "result", "CONTINUE", "ABANDON");
    }

    private static boolean either(Step step, String key, String yes, String no) {
        String value = parameter(step, key);
        if (!value.equals(yes) && !value.equals(no)) {
            throw new IllegalArgumentException(
                    "action.parameters.%s must be %s or %s, was \"%s\"".formatted(key, yes, no, value));
        }
        return value.equals(yes);
    }

    private static String parameter(Step step, String key) {
        return Optional.ofNullable(step.getParameters().get(key))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("action.parameters." + key + " of step "
                        + step.getKind() + " must be given, was " + step.getParameters()));
    }

    private static Optional<String> optional(Step step, String key) {
        return step.getParameters().containsKey(key) ? Optional.of(parameter(step, key)) : Optional.empty();
    }
}

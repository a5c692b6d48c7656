package io.tidegate.streams.ecsautoscale;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call to AWS that a run asks for. */
public sealed interface Action {

    /** Service and operation, as {@code ecs:UpdateService}. */
    String name();

    /** AWS's own parameters, only those that are needed, in AWS's order. */
    Map<String, Object> params();

    /** Why, in one sentence for people. */
    String reason();

    /** A service gets another desired count. */
    record UpdateService(String cluster, String service, long desired, String reason) implements Action {
        @Override
        public String name() {
            return "ecs:UpdateService";
        }

        @Override
        public Map<String, Object> params() {
            return ordered("cluster", cluster, "service", service, "desiredCount", desired);
        }
    }

    /** An instance gets no tasks any more, and loses those it has. */
    record Drain(String cluster, String containerInstance, String reason) implements Action {
        @Override
        public String name() {
            return "ecs:UpdateContainerInstancesState";
        }

        @Override
        public Map<String, Object> params() {
            return ordered("cluster", cluster, "containerInstances", List.of(containerInstance), "status", "DRAINING");
        }
    }

    /** A group gets another number of instances. */
    record SetDesiredCapacity(String group, long desired, String reason) implements Action {
        @Override
        public String name() {
            return "autoscaling:SetDesiredCapacity";
        }

        @Override
        public Map<String, Object> params() {
            return ordered("AutoScalingGroupName", group, "DesiredCapacity", desired);
        }
    }

    /** A group gets other bounds. */
    record SetBounds(String group, long min, long max, String reason) implements Action {
        @Override
        public String name() {
            return "autoscaling:UpdateAutoScalingGroup";
        }

        @Override
        public Map<String, Object> params() {
            return ordered("AutoScalingGroupName", group, "MinSize", min, "MaxSize", max);
        }
    }

    /** An instance ends. */
    record Terminate(String instance, boolean decrement, String reason) implements Action {
        @Override
        public String name() {
            return "autoscaling:TerminateInstanceInAutoScalingGroup";
        }

        @Override
        public Map<String, Object> params() {
            return ordered("InstanceId", instance, "ShouldDecrementDesiredCapacity", decrement);
        }
    }

    /** Any other call, which a policy asks for. */
    record Call(String name, Map<String, Object> params, String reason) implements Action {}

    private static Map<String, Object> ordered(Object... keysAndValues) {
        var params = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            params.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(params);
    }
}

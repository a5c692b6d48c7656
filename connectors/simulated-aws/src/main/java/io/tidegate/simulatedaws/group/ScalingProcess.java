package io.tidegate.simulatedaws.group;

import java.util.Arrays;
import java.util.Optional;

/** What a group does by itself, and can be told not to do. Those but launching and terminating are not simulated, and may be suspended. */
enum ScalingProcess {
    LAUNCH("Launch"),
    TERMINATE("Terminate"),
    ADD_TO_LOAD_BALANCER("AddToLoadBalancer"),
    ALARM_NOTIFICATION("AlarmNotification"),
    AZ_REBALANCE("AZRebalance"),
    HEALTH_CHECK("HealthCheck"),
    INSTANCE_REFRESH("InstanceRefresh"),
    REPLACE_UNHEALTHY("ReplaceUnhealthy"),
    SCHEDULED_ACTIONS("ScheduledActions");

    private final String text;

    ScalingProcess(String text) {
        this.text = text;
    }

    /** As AWS spells it. */
    String text() {
        return text;
    }

    /** Reads AWS's spelling. */
    static Optional<ScalingProcess> of(String text) {
        return Arrays.stream(values())
                .filter(process -> process.text.equals(text))
                .findFirst();
    }
}

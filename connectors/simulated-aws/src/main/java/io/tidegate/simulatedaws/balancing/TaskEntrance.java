package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.task.Entrance;
import java.time.Instant;

/** A target group that sends requests to tasks, which ECS registers at the ports of their hosts and deregisters before they stop. */
record TaskEntrance(TargetGroup group) implements Entrance {
    @Override
    public void open(String ec2InstanceId, int port) {
        group.register(new Target(ec2InstanceId, port));
    }

    @Override
    public Instant close(String ec2InstanceId, int port) {
        var target = new Target(ec2InstanceId, port);
        group.deregister(target);
        return group.find(target)
                .filter(Registration.Draining.class::isInstance)
                .map(draining -> ((Registration.Draining) draining).until())
                .orElse(group.now());
    }
}

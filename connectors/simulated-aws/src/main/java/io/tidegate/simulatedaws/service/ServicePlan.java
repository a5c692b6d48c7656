package io.tidegate.simulatedaws.service;

import io.tidegate.simulatedaws.instance.PlacementStrategy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * How a service places and replaces its tasks.
 *
 * @param definition of its tasks; see {@link TaskSizing}
 * @param strategy chooses an instance, where there are instances
 * @param minimumHealthyPercent of the desired tasks that keep running while some are replaced; 0 to 100
 * @param maximumPercent of the desired tasks that there may be while some are replaced; at least 100
 * @param targetGroup ARN of what sends its tasks requests, or null
 */
public record ServicePlan(
        TaskDefinition definition,
        PlacementStrategy strategy,
        int minimumHealthyPercent,
        int maximumPercent,
        @Nullable String targetGroup) {
    public ServicePlan {
        if (minimumHealthyPercent < 0 || minimumHealthyPercent > 100 || maximumPercent < 100) {
            throw new IllegalArgumentException("healthy percent must be 0 <= minimum <= 100 <= maximum, was minimum "
                    + minimumHealthyPercent + ", maximum " + maximumPercent);
        }
    }

    /** First fit; at 100 and 200 percent, the defaults of CreateService. */
    public static ServicePlan of(TaskDefinition definition) {
        return new ServicePlan(definition, PlacementStrategy.FIRST_FIT, 100, 200, null);
    }

    /** The same with another strategy. */
    public ServicePlan with(PlacementStrategy newStrategy) {
        return new ServicePlan(definition, newStrategy, minimumHealthyPercent, maximumPercent, targetGroup);
    }

    /** The same with other limits while tasks are replaced. */
    public ServicePlan withHealthyPercent(int minimum, int maximum) {
        return new ServicePlan(definition, strategy, minimum, maximum, targetGroup);
    }

    /** The same behind a target group of instances: tasks are registered there at the first port of their definition. */
    public ServicePlan behind(String targetGroupArn) {
        return new ServicePlan(definition, strategy, minimumHealthyPercent, maximumPercent, targetGroupArn);
    }

    ServicePlan with(TaskDefinition registered) {
        return new ServicePlan(registered, strategy, minimumHealthyPercent, maximumPercent, targetGroup);
    }

    /** The fewest tasks that keep running; AWS rounds up. */
    int fewest(int desired) {
        return Math.ceilDiv(desired * minimumHealthyPercent, 100);
    }

    /** The most tasks that there may be; AWS rounds down. */
    int most(int desired) {
        return Math.floorDiv(desired * maximumPercent, 100);
    }
}

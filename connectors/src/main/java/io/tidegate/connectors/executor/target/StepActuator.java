package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;

/**
 * The way of AWS to show what a step is about, and to take it. Both calls end within a time limit, throw the SDK's own
 * exceptions and may be made from any thread. {@link #apply} makes one change at most, unless the step names several things
 * that are each ended: then it makes one for each, within the same time limit, and one that fails leaves the rest as they
 * are. It may be made again only once AWS was observed not to show its effect; a heartbeat shows none, and may be made again
 * once its hook was not observed to be over.
 *
 * @param <T> kind of target
 * @param <S> kind of step
 */
public interface StepActuator<T extends Target, S extends Order.Step> {

    /** What AWS shows now of the step's subject. */
    Observed observe(T target, S step);

    /** Takes the step; what AWS answers. */
    Answer apply(T target, S step);
}

package io.tidegate.simulatedaws.task;

import io.tidegate.simulatedaws.instance.ContainerInstance;

/** Who is told what becomes of the instances of a cluster, and wants more or fewer tasks then. */
public interface InstanceWatcher {

    /** It takes tasks from now on: it is new, or drains no longer. */
    void joined(ContainerInstance instance);

    /** It drains from now on. */
    void draining(ContainerInstance instance);

    /** It is gone, and the tasks on it with it. */
    void left(ContainerInstance instance);
}

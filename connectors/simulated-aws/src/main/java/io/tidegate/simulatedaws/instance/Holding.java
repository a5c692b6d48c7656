package io.tidegate.simulatedaws.instance;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.Resource;

/** What a container instance has and what is left of it. */
public sealed interface Holding {

    /** Counted: tasks take from it and give back. */
    record Counted(Room room) implements Holding {}

    /**
     * Given as it is, in the words of ECS; nothing is placed there, and it never changes.
     *
     * @param running tasks that run there, whatever they are
     * @param pending tasks that start there
     */
    record Given(List<Resource> registered, List<Resource> remaining, int running, int pending) implements Holding {
        public Given {
            registered = List.copyOf(registered);
            remaining = List.copyOf(remaining);
        }
    }
}

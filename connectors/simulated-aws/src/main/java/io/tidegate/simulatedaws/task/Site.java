package io.tidegate.simulatedaws.task;

import java.time.Instant;
import java.util.Optional;

/** Where tasks come to run. */
public sealed interface Site permits Site.Fargate, InstanceSite {

    /** Asks for a place: true when the task has one now; else {@link TaskSet#placed} tells when it has. */
    boolean want(Task task);

    /** The task needs its place, or waits for one, no more. */
    void leave(Task task);

    /** The task runs in its place from now on. */
    void open(Task task);

    /** The task is to stop; tells when it may, where it has to wait for that. */
    Optional<Instant> close(Task task);

    /** Room for everybody, on instances that nobody sees. */
    record Fargate() implements Site {
        @Override
        public boolean want(Task task) {
            return true;
        }

        @Override
        public void leave(Task task) {
            // Nobody else waits for the room.
        }

        @Override
        public void open(Task task) {
            // Nobody sends it anything by way of an instance.
        }

        @Override
        public Optional<Instant> close(Task task) {
            return Optional.empty();
        }
    }
}

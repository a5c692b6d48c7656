package io.tidegate.simulatedaws.task;

/** Where tasks come to run. */
public sealed interface Site permits Site.Fargate, InstanceSite {

    /** Asks for a place: true when the task has one now; else {@link TaskSet#placed} tells when it has. */
    boolean want(Task task);

    /** The task needs its place, or waits for one, no more. */
    void leave(Task task);

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
    }
}

package io.tidegate.simulatedaws.service;

import io.tidegate.simulatedaws.task.Task;
import java.util.List;
import java.util.Optional;

/** A service of a cluster. Deleted, it stays known as inactive. */
public sealed interface Service permits LiveService, RecordedService {

    ServiceName name();

    boolean isActive();

    /** Whether it was given so many tasks to keep; a daemon follows the instances instead. */
    boolean takesDesired();

    int desired();

    /** Tasks that run, with those that are stopping. */
    int running();

    /** Tasks that start or wait for room. */
    int pending();

    /** Those that can be seen one by one, in order of creation. */
    List<Task> tasks();

    Optional<Task> task(String id);

    /** Wants so many tasks from now on, if it {@link #takesDesired}. */
    void setDesired(int count);

    /** Deletes the service: it stays known as inactive, and its tasks stop. */
    void delete();
}

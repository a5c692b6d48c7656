package io.tidegate.simulatedaws.task;

import java.time.Instant;

/** What sends requests to the tasks of a service, each at a port of its host. */
public interface Entrance {

    /** A task runs, and takes requests from now on. */
    void open(String ec2InstanceId, int port);

    /** A task takes no more requests; tells when it may stop, for it has drained by then. */
    Instant close(String ec2InstanceId, int port);
}

package io.tidegate.simulatedaws.load;

import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.service.ServiceName;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The load that is offered to each service, and its queue. Not thread-safe. */
public final class LoadModel {
    private final TreeMap<ServiceName, ServiceLoad> loads = new TreeMap<>();
    private final Timeline timeline;

    public LoadModel(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Gives a service its workload; it starts with {@code running} tasks, no load and an empty queue. */
    public void add(ServiceName service, Workload workload, int running) {
        loads.put(service, new ServiceLoad(workload, running, timeline.now()));
    }

    /** To be told whenever the number of running tasks has changed. */
    public void runningChanged(ServiceName service, int running) {
        if (loads.containsKey(service)) {
            accrued(service).setRunning(running);
        }
    }

    /** Offers {@code perSecond} requests a second from now on. */
    public void setRequests(ServiceName service, double perSecond) {
        accrued(service).setRequests(checked("load", perSecond));
    }

    /** Lets {@code perSecond} items a second arrive in the service's queue from now on. */
    public void setArrivals(ServiceName service, double perSecond) {
        accrued(service).setArrivals(checked("arrivals", perSecond));
    }

    /** Items that wait in the service's queue now. */
    public double backlog(ServiceName service) {
        return accrued(service).backlog();
    }

    /** Requests a second that each running task serves now, or empty when none runs. */
    public OptionalDouble requestsPerTask(ServiceName service) {
        return accrued(service).requestsPerTask();
    }

    /** Mean CPU utilization in percent since the last call for this service, or empty when no task ran. */
    public OptionalDouble takeCpuUtilization(ServiceName service) {
        return accrued(service).takeCpuUtilization();
    }

    /** The services that have a workload, sorted. */
    public List<ServiceName> services() {
        return List.copyOf(loads.keySet());
    }

    private ServiceLoad accrued(ServiceName service) {
        var load = loads.get(service);
        if (load == null) {
            throw new IllegalArgumentException("service must have a workload, but " + service.target() + " has none");
        }
        load.accrue(timeline.now());
        return load;
    }

    private static double checked(String name, double perSecond) {
        if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException(name + " must be finite and not negative, was " + perSecond);
        }
        return perSecond;
    }
}

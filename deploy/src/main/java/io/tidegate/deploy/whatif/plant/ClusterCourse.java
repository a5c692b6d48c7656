package io.tidegate.deploy.whatif.plant;

import java.util.ArrayList;
import java.util.List;

/** How the instances under a cluster went. Not thread-safe. */
public final class ClusterCourse {
    private final Occupancy occupancy = new Occupancy();
    private final List<Moment> moments = new ArrayList<>();
    private boolean changed;

    /** Nothing happened yet. */
    public ClusterCourse() {}

    void goesOn(Moment moment) {
        occupancy.set(moment.at(), moment.running(), moment.billed());
        if (moments.isEmpty() || !moments.getLast().isAs(moment)) {
            moments.add(moment);
        }
        changed = true;
    }

    /** Instances that the group counted and those that were paid for, over time. */
    public Occupancy occupancy() {
        return occupancy;
    }

    /** How it stood since this was asked last; the first one goes on from then. */
    public List<Moment> takeMoments() {
        var taken = List.copyOf(moments);
        if (!taken.isEmpty()) {
            moments.clear();
            moments.add(taken.getLast());
        }
        return taken;
    }

    /** Whether anything may have changed since this was asked last. */
    public boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }
}

package io.tidegate.deploy.whatif.report;

import io.tidegate.deploy.whatif.measure.Measures;
import java.util.List;

/** What one policy did with a target; all lists in order of time. */
public record Course(List<Stand> stands, List<Reading> metric, List<Act> acts, Measures measures) {
    public Course {
        stands = List.copyOf(stands);
        metric = List.copyOf(metric);
        acts = List.copyOf(acts);
    }
}

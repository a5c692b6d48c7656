package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.report.Act;
import io.tidegate.deploy.whatif.report.Reading;
import io.tidegate.deploy.whatif.report.Stand;
import io.tidegate.streams.demand.Feedback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A course in detail, where a report wants it; without, it keeps nothing. */
final class Log {
    private final boolean detailed;
    private final List<Stand> stands = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Act> acts = new ArrayList<>();

    Log(boolean detailed) {
        this.detailed = detailed;
    }

    void stands(long at, int desired, int running) {
        if (detailed) {
            var stand = new Stand(Instant.ofEpochMilli(at), desired, running);
            if (!stands.isEmpty() && stands.getLast().at().equals(stand.at())) {
                stands.removeLast();
            }
            stands.add(stand);
        }
    }

    void reads(Stretch stretch, Feedback feedback, double running, double backlog) {
        if (detailed) {
            double value = switch (feedback) {
                case Feedback.Shared shared ->
                    running > 0 ? Math.min(shared.most(), stretch.load() / running) : Double.NaN;
                case Feedback.Total _ -> stretch.load();
                case Feedback.Backlog _ -> backlog;
            };
            if (!Double.isNaN(value)) {
                reads(stretch.from(), value);
            }
        }
    }

    void reads(long at, double value) {
        if (detailed) {
            readings.add(new Reading(Instant.ofEpochMilli(at), value));
        }
    }

    void acts(Instant at, int from, int to, String outcome, String reason) {
        if (detailed) {
            acts.add(new Act(at, from, to, outcome, reason));
        }
    }

    List<Stand> stands() {
        return List.copyOf(stands);
    }

    List<Reading> readings() {
        return List.copyOf(readings);
    }

    List<Act> acts() {
        return List.copyOf(acts);
    }
}

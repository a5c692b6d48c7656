package io.tidegate.deploy.local;

import io.tidegate.deploy.storm.Scene;
import io.tidegate.deploy.storm.Storm;
import io.tidegate.deploy.storm.StormPlan;
import io.tidegate.deploy.storm.StormReport;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A {@link Storm} before local mode. */
final class StormPlay implements Play {
    private final Storm storm;
    private final Scene scene;

    private StormPlay(Storm storm, Scene scene) {
        this.storm = storm;
        this.scene = scene;
    }

    static StormPlay start(Backdrop backdrop, StormPlan plan, Clock clock) {
        var scene = backdrop.scene(clock);
        return new StormPlay(Storm.start(plan, scene, backdrop.usualFaults()), scene);
    }

    @Override
    public boolean isOver() {
        return storm.isOver();
    }

    @Override
    public List<String> lines() {
        return List.of("           " + storm.standing().line());
    }

    @Override
    public Report report() {
        return new Told(StormReport.of(storm, scene));
    }

    @Override
    public void close() {
        storm.close();
    }

    private record Told(StormReport report) implements Report {
        @Override
        public boolean isSound() {
            return report.isKept();
        }

        @Override
        public Map<String, Object> json() {
            return report.json();
        }

        @Override
        public List<String> lines() {
            return report.lines();
        }
    }
}

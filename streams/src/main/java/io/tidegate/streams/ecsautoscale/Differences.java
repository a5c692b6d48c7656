package io.tidegate.streams.ecsautoscale;

import java.util.List;
import java.util.OptionalLong;

/** What policies decide otherwise than the definition they were made from; only what can show for it. */
final class Differences {
    private Differences() {}

    static void ofInstances(String cluster, List<String> differences) {
        differences.add("%s: several instances may be added or drained at once, not one a run".formatted(cluster));
        differences.add("%s: tasks of a drained instance may move to several others, not to one".formatted(cluster));
        differences.add(
                "%s: instances that launch are waited for, not ordered again every run (L01)".formatted(cluster));
        differences.add("%s: instances without a connected agent are no room (L05)".formatted(cluster));
    }

    static void ofService(String name, Part service, List<String> differences) throws UnusableException {
        List<Part> events = service.get("events").itemsOrNone();
        if (!events.isEmpty()) {
            differences.add("%s: at most one step a minute, however often it is decided".formatted(name));
        }
        if (opposed(events)) {
            differences.add(
                    "%s: a rule blocked at a bound does not leave the decision to later ones (L02)".formatted(name));
        }
        Part sources = service.get("metric_sources");
        if (!sources.entriesOrNone().isEmpty()) {
            differences.add("%s: a missing metric holds this service, and only it (Q04, Q05)".formatted(name));
        }
        if (sources.entriesOrNone().containsKey("third_party")) {
            differences.add("%s: any 2xx status of an HTTP source is taken (L04)".formatted(name));
        }
    }

    private static boolean opposed(List<Part> events) throws UnusableException {
        boolean up = false;
        boolean down = false;
        for (Part event : events) {
            OptionalLong action = event.get("action").ifWhole();
            up |= action.orElse(0) > 0;
            down |= action.orElse(0) < 0;
        }
        return up && down;
    }
}

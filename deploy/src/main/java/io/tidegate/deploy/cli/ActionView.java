package io.tidegate.deploy.cli;

import io.tidegate.streams.ecsautoscale.Action;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call to AWS as verbs print it. */
final class ActionView {
    private ActionView() {}

    /** For people. */
    static String line(Action action) {
        var line = new StringBuilder(action.name());
        action.params().forEach((name, value) -> line.append(" %s=%s".formatted(name, value)));
        return line.append(": ").append(action.reason()).toString();
    }

    /** For programs. */
    static Map<String, Object> json(Action action) {
        var json = new LinkedHashMap<String, Object>();
        json.put("action", action.name());
        json.put("params", action.params());
        json.put("reason", action.reason());
        return json;
    }
}

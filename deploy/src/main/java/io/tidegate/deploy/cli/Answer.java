package io.tidegate.deploy.cli;

import java.util.List;
import java.util.Map;

/**
 * What a verb has to say.
 *
 * @param exit one of {@link Exit}
 * @param lines for people
 * @param objects for programs: one a line, in the order in which they are printed, without {@code schemaVersion}
 */
record Answer(int exit, List<String> lines, List<Map<String, ?>> objects) {

    Answer(int exit, List<String> lines, Map<String, ?> json) {
        this(exit, lines, List.of(json));
    }

    static Answer ok(List<String> lines, Map<String, ?> json) {
        return new Answer(Exit.OK, lines, json);
    }
}

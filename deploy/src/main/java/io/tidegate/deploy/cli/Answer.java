package io.tidegate.deploy.cli;

import java.util.List;
import java.util.Map;

/**
 * What a verb has to say.
 *
 * @param exit one of {@link Exit}
 * @param lines for people
 * @param json for programs: one object, in the order in which it is printed, without {@code schemaVersion}
 */
record Answer(int exit, List<String> lines, Map<String, ?> json) {

    static Answer ok(List<String> lines, Map<String, ?> json) {
        return new Answer(Exit.OK, lines, json);
    }
}

package io.tidegate.deploy.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One kill, and what it hit.
 *
 * @param aim what it was meant to hit
 * @param commands on record at that time
 * @param openTransactions partitions with records that no transaction had committed
 * @param openIntents commands whose intent was logged, but no result
 */
record Kill(int number, Aim aim, int commands, SortedSet<String> openTransactions, SortedSet<String> openIntents) {

    /** What a kill is meant to hit. */
    enum Aim {
        /** Some time after the start, ready or not. */
        ANY_TIME,
        OPEN_TRANSACTION,
        /** A call to AWS that never had an effect. */
        CALL_WITHOUT_EFFECT,
        /** A call that had its effect, and whose answer never comes. */
        CALL_WITHOUT_ANSWER
    }

    boolean isInTransaction() {
        return !openTransactions.isEmpty();
    }

    boolean isBetweenIntentAndResult() {
        return !openIntents.isEmpty();
    }

    /** For people. */
    static String table(long seed, List<Kill> kills) {
        var lines = new ArrayList<String>();
        lines.add("kill.seed %d".formatted(seed));
        lines.add("kill  aim                  commands  where it was");
        kills.forEach(
                kill -> lines.add("%4d  %-19s  %8d  %s".formatted(kill.number, kill.aim, kill.commands, kill.where())));
        return String.join("\n", lines);
    }

    private String where() {
        if (!isInTransaction() && !isBetweenIntentAndResult()) {
            return "elsewhere";
        }
        return Stream.of(
                        isInTransaction() ? "open transaction on " + openTransactions : "",
                        isBetweenIntentAndResult() ? "between intent and result of " + openIntents : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }
}

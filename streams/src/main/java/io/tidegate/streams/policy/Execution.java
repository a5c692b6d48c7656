package io.tidegate.streams.policy;

import java.time.Duration;

/**
 * How the commands of a policy are carried out.
 *
 * @param priority among commands of the same direction the higher goes first while AWS's budgets make them wait: 0 to 100
 * @param foreignWrites what happens when somebody else changes what a command has set
 */
public record Execution(Mode mode, int priority, ForeignWrites foreignWrites) {
    /** The priority of a policy that names none. */
    public static final int DEFAULT_PRIORITY = 50;

    private static final int HIGHEST_PRIORITY = 100;

    /** Carried out, in the middle of all, and restored. */
    public static final Execution DEFAULT = new Execution(Mode.ENFORCE, DEFAULT_PRIORITY, new Restore());

    public Execution {
        Check.that(
                priority >= 0 && priority <= HIGHEST_PRIORITY,
                "priority must be 0 to " + HIGHEST_PRIORITY + ", was %s",
                priority);
    }

    /** How far it goes. */
    public enum Mode {
        /** Commands are carried out. */
        ENFORCE,
        /** Everything but the change itself: decided, looked at, told, not done. */
        DRY_RUN,
        /** Decided beside what drives the target, on a capacity that only this policy sees; never commanded. */
        SHADOW
    }

    public boolean dryRun() {
        return mode == Mode.DRY_RUN;
    }

    public boolean shadow() {
        return mode == Mode.SHADOW;
    }

    /** For what is no capacity of its own: there is nothing that a shadow of it could see. */
    void requireReal(String kind) {
        Check.that(
                !shadow(),
                "mode must be enforce or dryRun in a %s (shadows have services, groups and scalable targets), was %%s"
                        .formatted(kind),
                "shadow");
    }

    /** What happens when somebody else changes what a command has set. */
    public sealed interface ForeignWrites {}

    /** What was applied last is commanded again. */
    public record Restore() implements ForeignWrites {}

    /**
     * It is left as it is for a while.
     *
     * @param span 1 s to 7 d, from the observation that showed it
     */
    public record Yield(Duration span) implements ForeignWrites {
        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofDays(7);

        public Yield {
            Check.that(
                    span.compareTo(SHORTEST) >= 0 && span.compareTo(LONGEST) <= 0,
                    "yield must be 1s to 7d, was %s",
                    span);
        }
    }
}

package io.tidegate.connectors.executor.plan;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Outcome;
import io.tidegate.connectors.executor.command.Outcome.SkipReason;
import io.tidegate.connectors.executor.command.TemplateStep;
import java.util.Optional;

/** What stands against a step about a launch template, and what a look adds to it. */
final class TemplatePlan {
    private TemplatePlan() {}

    /** Why nothing is called although AWS does not show what was ordered; empty where nothing stands against it. */
    static Optional<Outcome> objection(TemplateObserved observed) {
        return switch (observed) {
            case TemplateObserved.Existing seen
            when seen.unused().isEmpty() ->
                refused("IN_USE", "versions must not be in use, " + String.join(", ", seen.uses()));
            case TemplateObserved.Launch seen
            when !seen.isPinned() ->
                Optional.of(new Outcome.Skipped(
                        SkipReason.NOT_PINNED, Optional.of("the group launches from " + seen.version())));
            case TemplateObserved.Refresh seen
            when seen.underWay() ->
                refused(
                        "INSTANCE_REFRESH_IN_PROGRESS",
                        "an earlier refresh of the group must have ended, was " + seen.status());
            case TemplateObserved.Versions _,
                    TemplateObserved.Default _,
                    TemplateObserved.Existing _,
                    TemplateObserved.Launch _,
                    TemplateObserved.NotRefreshed _,
                    TemplateObserved.Refresh _ -> Optional.empty();
        };
    }

    /** The order about what was seen. */
    static Order.Executable aboutSeen(TemplateStep step, TemplateObserved observed) {
        return switch (observed) {
            case TemplateObserved.Versions seen
            when step instanceof TemplateStep.NewVersion wanted ->
                wanted.of(seen.source().number(), seen.kept());
            case TemplateObserved.Existing seen
            when step instanceof TemplateStep.DeleteVersions wanted -> wanted.of(seen.unused(), seen.uses());
            case TemplateObserved.Launch seen
            when step instanceof TemplateStep.PinGroup wanted -> wanted.of(seen.mixed());
            default -> step;
        };
    }

    private static Optional<Outcome> refused(String reason, String message) {
        return Optional.of(new Outcome.Refused(reason, message, Optional.empty()));
    }
}

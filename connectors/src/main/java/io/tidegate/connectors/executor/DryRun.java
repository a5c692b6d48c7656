package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.Command;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whose commands an executor carries out all but the change of, whatever their policies say.
 *
 * @param everything all commands
 * @param targets patterns of targets, and of domains such as {@code cluster/demo}; {@code *} stands for any text
 */
public record DryRun(boolean everything, List<String> targets) {
    /** Nobody's. */
    public static final DryRun NONE = new DryRun(false, List.of());

    // One that is misspelt would let through what it is meant to hold back.
    private static final Pattern TARGET =
            Pattern.compile("([0-9*]+/[a-z0-9*-]+/)?(ecs|asg|cluster|appas|instance|launch-template)/.+|\\*");

    public DryRun {
        targets = List.copyOf(targets);
        for (var target : targets) {
            if (!TARGET.matcher(target).matches()) {
                throw new IllegalArgumentException(
                        "executor.dryRunTargets must be targets such as ecs/demo/web, asg/* or cluster/demo, was \"%s\""
                                .formatted(target));
            }
        }
    }

    /** The command, without its change where this says so. */
    Command of(Command command) {
        boolean left = everything
                || targets.stream()
                        .anyMatch(pattern -> isLike(pattern, command.target().text()))
                || targets.stream().anyMatch(pattern -> isLike(pattern, command.domain()));
        return left ? command.withoutChange() : command;
    }

    private static boolean isLike(String pattern, String text) {
        return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), text);
    }

    /** For people: empty when nothing is held back. */
    @Override
    public String toString() {
        if (everything) {
            return "dry run";
        }
        return targets.isEmpty() ? "" : targets.stream().collect(Collectors.joining(", ", "dry run of ", ""));
    }
}

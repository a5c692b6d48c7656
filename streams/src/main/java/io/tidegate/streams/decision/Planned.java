package io.tidegate.streams.decision;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Output.Commanded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An order to send.
 *
 * @param change tasks or instances to add, or to take away when negative; 0 when only bounds move
 */
public record Planned(Target target, Order order, int change, String reason) {

    /** The commands that carry them out, with the next numbers of the state that issues them. */
    public static List<Commanded> commands(List<Planned> planned, Driven<?> state, Instant now) {
        var commands = new ArrayList<Commanded>();
        for (var one : planned) {
            commands.add(one.command(state, state.ids().commands() + commands.size() + 1, now));
        }
        return List.copyOf(commands);
    }

    private Commanded command(Driven<?> state, long sequence, Instant now) {
        return new Commanded(
                state.commandId(sequence),
                state.domain(),
                target.text(),
                state.epoch(),
                sequence,
                state.policy().name(),
                state.policy().revision(),
                now,
                now.plus(Commanded.LIFETIME),
                change,
                order,
                reason,
                state.policy().execution());
    }
}

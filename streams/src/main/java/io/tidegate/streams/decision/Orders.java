package io.tidegate.streams.decision;

import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.journal.Input.Settled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The commands of one state that are on their way, oldest first. Immutable. */
public record Orders(List<Ordered> all) {
    public static final Orders NONE = new Orders(List.of());

    public Orders {
        all = List.copyOf(all);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether a command of the state that holds them is one of them. */
    public boolean has(Driven<?> state, String commandId) {
        return all.stream().anyMatch(order -> state.commandId(order.sequence()).equals(commandId));
    }

    /** After one of them ended. What was not sent because it need not be counts as applied: AWS has it, or will be asked. */
    public Orders settled(Driven<?> state, Settled input) {
        return new Orders(all.stream()
                .flatMap(order -> state.commandId(order.sequence()).equals(input.commandId())
                        ? settled(order, input)
                        : Stream.of(order))
                .toList());
    }

    private static Stream<Ordered> settled(Ordered order, Settled input) {
        return switch (input.result()) {
            case APPLIED, THERE, SKIPPED, LEFT_OUT -> Stream.of(order.applied(input.at()));
            case NOT_APPLIED -> Stream.of();
        };
    }

    /** After AWS was asked at {@code at}: its answer shows those that were applied before. */
    public Orders seen(Instant at) {
        return without(order -> order.isOver(at));
    }

    /** The same where AWS was asked for what shows orders of one kind only. */
    public Orders seen(Instant at, Class<? extends Order> kind) {
        return without(order -> kind.isInstance(order.order()) && order.isOver(at));
    }

    /** Those that are still waited for at {@code now}. */
    public Orders at(Instant now) {
        return without(order -> !order.voidAt().isAfter(now));
    }

    /** With more of them. */
    public Orders plus(List<Commanded> commands) {
        var more = new ArrayList<>(all);
        commands.forEach(command ->
                more.add(new Ordered(command.sequence(), command.target(), command.order(), command.deadline(), null)));
        return new Orders(more);
    }

    /** When they are waited for no longer. */
    public Stream<Instant> ends() {
        return all.stream().map(Ordered::voidAt);
    }

    /** Without one of them. */
    public Orders without(Ordered ended) {
        return without(ended::equals);
    }

    private Orders without(Predicate<Ordered> over) {
        return all.stream().noneMatch(over)
                ? this
                : new Orders(all.stream().filter(over.negate()).toList());
    }
}

package io.tidegate.streams.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.shadow.VirtualCapacity.Starting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VirtualCapacityTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration START_UP = Duration.ofSeconds(40);
    private static final Bounds BOUNDS = new Bounds(1, 20);
    private static final VirtualCapacity FOUR = new VirtualCapacity(BOUNDS, 4, 4, List.of());

    private static VirtualCapacity to(VirtualCapacity before, int desired, int second) {
        return before.ordered(new Order.Capacity(before.desired(), desired), NOON.plusSeconds(second), START_UP);
    }

    private static Arguments row(String what, UnaryOperator<VirtualCapacity> happens, VirtualCapacity expected) {
        return Arguments.of(what, happens, expected);
    }

    private static VirtualCapacity of(int desired, int running, Starting... starting) {
        return new VirtualCapacity(BOUNDS, desired, running, List.of(starting));
    }

    private static Starting starting(int second, int count) {
        return new Starting(NOON.plusSeconds(second), count);
    }

    static Stream<Arguments> courses() {
        return Stream.of(
                row("what is ordered starts", four -> to(four, 7, 0), of(7, 4, starting(40, 3))),
                row(
                        "it does not work before its time",
                        four -> to(four, 7, 0).at(NOON.plusSeconds(39)),
                        of(7, 4, starting(40, 3))),
                row("it works after it", four -> to(four, 7, 0).at(NOON.plusSeconds(40)), of(7, 7)),
                row("what is one too many stops at once", four -> to(four, 2, 0), of(2, 2)),
                row(
                        "what comes later comes later",
                        four -> to(to(four, 7, 0), 9, 20).at(NOON.plusSeconds(40)),
                        of(9, 7, starting(60, 2))),
                row(
                        "the latest order is taken back first",
                        four -> to(to(to(four, 7, 0), 9, 20), 6, 30),
                        of(6, 4, starting(40, 2))),
                row("all that starts goes before what works", four -> to(to(four, 7, 0), 3, 10), of(3, 3)),
                row("the same again changes nothing", four -> to(four, 4, 0), FOUR));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("courses")
    void followsOrders(String what, UnaryOperator<VirtualCapacity> happens, VirtualCapacity expected) {
        assertThat(happens.apply(FOUR)).isEqualTo(expected);
    }

    @Test
    void pullsTheCapacityIntoBoundsThatAreOrdered() {
        var wanted = new Bounds(6, 10);

        var ordered = FOUR.ordered(new Order.Limits(BOUNDS, wanted), NOON, Duration.ZERO);

        assertThat(ordered).isEqualTo(new VirtualCapacity(wanted, 6, 6, List.of()));
    }

    @Test
    void beginsAsItReallyIsWithWhatIsMissingOnItsWay() {
        assertThat(VirtualCapacity.like(BOUNDS, 5, 3, NOON, START_UP)).isEqualTo(of(5, 3, starting(40, 2)));
    }
}

package io.tidegate.streams.cluster;

import static io.tidegate.streams.cluster.Fleets.fleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleInTest {
    private static final Resources HALF = Resources.of(500, 500);
    private static final Resources QUARTER = Resources.of(250, 250);

    @ParameterizedTest(name = "{0}")
    @MethodSource("fleets")
    void picksWhatCanBeEmptiedAtOnce(
            String name, Fleets fleet, Buffer buffer, int budget, List<String> ids, Limit limit) {
        var built = fleet.build();

        ScaleIn scaleIn = ScaleIn.of(
                built, buffer, budget, built.group().desired() - built.group().min());

        assertThat(Fleets.ids(scaleIn.instances())).containsExactlyElementsOf(ids);
        assertThat(scaleIn.limit()).isEqualTo(limit);
    }

    static Stream<Arguments> fleets() {
        var none = Buffer.NONE;
        return Stream.of(
                arguments("nothing there", fleet(), none, 1, List.of(), Limit.MIN),
                arguments("the last empty one", fleet().instance("a", Map.of()), none, 9, List.of("a"), Limit.MIN),
                arguments(
                        "several whose tasks fit exactly on the rest",
                        fleet().service("web", QUARTER, 4)
                                .instance("a", Map.of("web", 1))
                                .instance("b", Map.of("web", 1))
                                .instance("c", Map.of("web", 2)),
                        none,
                        9,
                        List.of("a", "b"),
                        Limit.CPU),
                arguments(
                        "as many as may drain at once",
                        fleet().instance("a", Map.of()).instance("b", Map.of()).instance("c", Map.of()),
                        none,
                        2,
                        List.of("a", "b"),
                        Limit.BUDGET),
                arguments(
                        "never below min",
                        fleet().between(2, 9)
                                .instance("a", Map.of())
                                .instance("b", Map.of())
                                .instance("c", Map.of()),
                        none,
                        3,
                        List.of("a"),
                        Limit.MIN),
                arguments(
                        "the emptiest first, a daemon alone being empty",
                        fleet().service("web", HALF, 1)
                                .daemon("logs", Resources.of(10, 10))
                                .instance("a", Map.of("web", 1, "logs", 1))
                                .instance("b", Map.of("logs", 1)),
                        none,
                        1,
                        List.of("b"),
                        Limit.BUDGET),
                arguments(
                        "not a protected one",
                        fleet().protectedInstance("a", Map.of()).instance("b", Map.of()),
                        none,
                        9,
                        List.of("b"),
                        Limit.PROTECTED),
                arguments(
                        "not one with tasks that nobody replaces",
                        fleet().standalone("job", QUARTER, 1)
                                .instance("a", Map.of("job", 1))
                                .instance("b", Map.of()),
                        none,
                        9,
                        List.of("b"),
                        Limit.PROTECTED),
                arguments(
                        "none that the buffer needs",
                        fleet().service("web", HALF, 2)
                                .instance("a", Map.of("web", 1))
                                .instance("b", Map.of("web", 1)),
                        new Buffer(1, 0, 0),
                        9,
                        List.of(),
                        Limit.BUFFER),
                arguments(
                        "none while others are on their way",
                        fleet().instance("a", Map.of()).launching(1),
                        none,
                        9,
                        List.of(),
                        Limit.LAUNCHING),
                arguments(
                        "none onto an instance without a connected agent",
                        fleet().service("web", HALF, 1)
                                .instance("a", Map.of("web", 1))
                                .disconnected("b", Map.of()),
                        none,
                        9,
                        List.of(),
                        Limit.CPU),
                arguments(
                        "one whose port is free elsewhere",
                        fleet().service("web", Fleets.ports(80), 1)
                                .instance("a", Map.of("web", 1))
                                .instance("b", Map.of("web", 0)),
                        none,
                        1,
                        List.of("b"),
                        Limit.BUDGET),
                arguments(
                        "none whose port is taken elsewhere",
                        fleet().service("web", Fleets.ports(80), 2)
                                .instance("a", Map.of("web", 1))
                                .instance("b", Map.of("web", 1)),
                        none,
                        9,
                        List.of(),
                        Limit.PORTS));
    }

    @Test
    void doesNotMoveTasksThatTheirServiceNoLongerWants() {
        var fleet = fleet().service("web", HALF, 2)
                .instance("a", Map.of("web", 2))
                .instance("b", Map.of("web", 2))
                .build();

        ScaleIn scaleIn = ScaleIn.of(fleet, Buffer.NONE, 9, 2);

        assertThat(Fleets.ids(scaleIn.instances())).containsExactly("a");
        assertThat(scaleIn.moves()).isEmpty();
    }

    @Test
    void tellsWhereTheTasksWouldGo() {
        var fleet = fleet().service("web", HALF, 2)
                .instance("a", Map.of("web", 1))
                .instance("b", Map.of("web", 1))
                .build();

        ScaleIn scaleIn = ScaleIn.of(fleet, Buffer.NONE, 9, 2);

        assertThat(scaleIn.moves()).containsExactly(new ScaleIn.Move("web", false, 1, "b"));
    }
}

package io.tidegate.streams.cluster;

import static io.tidegate.streams.cluster.Fleets.fleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FitTest {
    private static final Resources HALF = Resources.of(500, 500);
    private static final Resources SMALL = Resources.of(300, 300);

    @ParameterizedTest(name = "{0}")
    @MethodSource("fleets")
    void needsAsManyInstancesAsHaveNoPlace(
            String name, Fleets fleet, Buffer buffer, int instances, @Nullable Limit limit) {
        Fit fit = Fit.of(fleet.build(), buffer);

        assertThat(fit.instances()).isEqualTo(instances);
        assertThat(fit.limit()).isEqualTo(limit);
        assertThat(fit.impossible()).isEmpty();
    }

    static Stream<Arguments> fleets() {
        var none = Buffer.NONE;
        var gpu = new Resources(100, 100, 1, new TreeSet<>());
        return Stream.of(
                arguments("nothing to place", fleet(), none, 0, null),
                arguments("an exact fit", fleet().service("web", HALF, 2).instance("a", Map.of()), none, 0, null),
                arguments(
                        "several at once", fleet().service("web", HALF, 9).instance("a", Map.of()), none, 4, Limit.CPU),
                arguments("from zero", fleet().service("web", HALF, 3), none, 2, Limit.CPU),
                arguments(
                        "memory alone",
                        fleet().service("web", Resources.of(10, 600), 2).instance("a", Map.of("web", 1)),
                        none,
                        1,
                        Limit.MEMORY),
                arguments(
                        "launching ones count", fleet().service("web", HALF, 5).launching(2), none, 1, Limit.CPU),
                arguments(
                        "launching ones are enough",
                        fleet().service("web", HALF, 4).launching(2),
                        none,
                        0,
                        null),
                arguments(
                        "a fixed port is there once an instance",
                        fleet().service("web", Fleets.ports(80), 3).instance("a", Map.of("web", 1)),
                        none,
                        2,
                        Limit.PORTS),
                arguments(
                        "gpus",
                        fleet().of(new Resources(1000, 1000, 2, new TreeSet<>()))
                                .service("train", gpu, 5)
                                .instance("a", Map.of("train", 2)),
                        none,
                        2,
                        Limit.GPU),
                arguments(
                        "small ones fill what large ones leave",
                        fleet().service("large", Resources.of(700, 700), 2).service("small", SMALL, 2),
                        none,
                        2,
                        Limit.CPU),
                arguments(
                        "tasks on draining instances need another place",
                        fleet().service("web", HALF, 4)
                                .draining("a", Map.of("web", 2))
                                .instance("b", Map.of("web", 2)),
                        none,
                        1,
                        Limit.CPU),
                arguments(
                        "those that were replaced already do not",
                        fleet().service("web", HALF, 2)
                                .draining("a", Map.of("web", 2))
                                .instance("b", Map.of("web", 2)),
                        none,
                        0,
                        null),
                arguments(
                        "an agent that is not connected takes nothing",
                        fleet().service("web", HALF, 1).disconnected("a", Map.of()),
                        none,
                        1,
                        Limit.CPU),
                arguments(
                        "a new instance has its daemons first",
                        fleet().service("web", HALF, 4).daemon("logs", Resources.of(1, 1)),
                        none,
                        4,
                        Limit.CPU),
                arguments(
                        "an instance that waits for its daemon keeps its place",
                        fleet().service("web", HALF, 2)
                                .daemon("logs", Resources.of(1, 1))
                                .instance("a", Map.of()),
                        none,
                        1,
                        Limit.CPU),
                arguments(
                        "a buffer that fits exactly",
                        fleet().service("web", HALF, 1).instance("a", Map.of("web", 1)),
                        new Buffer(500, 500, 0),
                        0,
                        null),
                arguments(
                        "a buffer that does not",
                        fleet().service("web", HALF, 1).instance("a", Map.of("web", 1)),
                        new Buffer(501, 0, 0),
                        1,
                        Limit.BUFFER),
                arguments(
                        "a buffer of tasks is for the largest",
                        fleet().service("web", HALF, 1)
                                .service("api", SMALL, 1)
                                .instance("a", Map.of("web", 1, "api", 1)),
                        new Buffer(0, 0, 3),
                        2,
                        Limit.BUFFER),
                arguments(
                        "of an unknown shape one is tried",
                        fleet().ofUnknownShape().service("web", HALF, 9),
                        none,
                        1,
                        Limit.CPU));
    }

    @Test
    void waitsForTheFirstInstanceOfAnUnknownShape() {
        var fleet =
                fleet().ofUnknownShape().service("web", HALF, 9).launching(1).build();

        Fit fit = Fit.of(fleet, Buffer.NONE);

        assertThat(fit.instances()).isZero();
        assertThat(fit.limit()).isEqualTo(Limit.LAUNCHING);
    }

    @Test
    void tellsTasksThatNoInstanceCanHoldAndDoesNotChaseThem() {
        var fleet = fleet().service("huge", Resources.of(100, 1001), 3)
                .service("web", HALF, 1)
                .instance("a", Map.of())
                .build();

        Fit fit = Fit.of(fleet, Buffer.NONE);

        assertThat(fit.instances()).isZero();
        assertThat(fit.impossible())
                .singleElement()
                .hasToString("3 x huge lack MEMORY on every instance, a new one included");
    }

    @Test
    void placesOnALargerInstanceWhatNoNewOneCouldHold() {
        var fleet = new Fleet(
                new ScalingGroup("web", 0, 9, 1, 0, HALF),
                List.of(new Instance(
                        "a", "arn:a", Instance.Status.ACTIVE, true, Fleets.WHOLE, new TreeMap<>(), false, false)),
                List.of(new Workload("huge", Fleets.WHOLE, 1, Workload.Kind.SERVICE)),
                Management.NONE);

        Fit fit = Fit.of(fleet, Buffer.NONE);

        assertThat(fit).isEqualTo(new Fit(0, 0, null, List.of()));
    }
}

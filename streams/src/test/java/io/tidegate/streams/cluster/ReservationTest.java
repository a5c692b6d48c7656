package io.tidegate.streams.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.streams.cluster.Reservation.Answer;
import io.tidegate.streams.cluster.Reservation.Reading;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReservationTest {
    private static final Bounds BOUNDS = new Bounds(0, 100);
    private static final ClusterPolicy.Reservation FULL = policy(100, 1, 10_000);
    private static final Resources TASK = Resources.of(400, 400);

    @ParameterizedTest
    @MethodSource("vectors")
    void answersAsAwsDocuments(JsonNode vector) {
        JsonNode in = vector.get("in");
        JsonNode expected = vector.get("expect");
        switch (vector.get("kind").textValue()) {
            case "cpr" ->
                assertThat(Reservation.percent(
                                in.get("M").intValue(), in.get("N").intValue()))
                        .isCloseTo(expected.get("reservation").doubleValue(), offset(0.005));
            case "cprScaleIn" -> {
                int all = in.get("N").intValue();
                assertThat(Reservation.percent(all - in.get("emptyInstances").intValue(), all))
                        .isEqualTo(expected.get("reservation").doubleValue());
            }
            case "cprDesired" ->
                assertThat(Reservation.steady(
                                in.get("M").intValue(), in.get("targetCapacity").doubleValue()))
                        .isEqualTo(expected.get("N").intValue());
            case "cprStep" ->
                assertThat(Reservation.step(
                                in.get("calculated").intValue(),
                                policy(
                                        100,
                                        in.get("minStep").intValue(),
                                        in.get("maxStep").intValue())))
                        .isEqualTo(expected.get("add").intValue());
            default -> throw new AssertionError("unknown kind in " + vector);
        }
    }

    @Test
    void coversEveryVector() {
        assertThat(vectors()).hasSize(12);
    }

    @Test
    void readsHundredWhereNothingIsAndNothingIsNeeded() {
        assertThat(Reservation.percent(0, 0)).isEqualTo(100);
    }

    /** What was observed on AWS: the first service of an empty cluster makes two instances, and one of them goes again. */
    @Test
    void growsFromZeroToTwoAndShrinksToOneForAFirstService() {
        var minutes = new ArrayList<Integer>();
        int low = 0;
        int desired = 0;
        int running = 0;
        for (int minute = 0; minute < 25; minute++) {
            boolean warming = desired > 0 && minute < 5;
            running = minute < 2 ? 0 : desired; // Two minutes from launch to the first task.
            Answer answer = Reservation.answer(low, new Reading(1, running, desired, warming), FULL, BOUNDS);
            low = answer.low();
            desired = answer.desired();
            minutes.add(desired);
        }

        assertThat(minutes.stream().distinct()).containsExactly(2, 1);
        assertThat(minutes.indexOf(1))
                .as("15 readings below the target, from minute 2 on")
                .isEqualTo(16);
        assertThat(minutes.getLast()).isEqualTo(1);
    }

    @Test
    void waitsWhileAnInstanceWarmsUp() {
        Answer answer = Reservation.answer(0, new Reading(9, 4, 6, true), FULL, BOUNDS);

        assertThat(answer.desired()).isEqualTo(6);
        assertThat(answer.limit()).isEqualTo(Limit.LAUNCHING);
    }

    @Test
    void addsInStepsBetweenTheSmallestAndTheLargest() {
        assertThat(Reservation.answer(0, new Reading(5, 4, 4, false), policy(100, 3, 9), BOUNDS)
                        .desired())
                .isEqualTo(7);
        assertThat(Reservation.answer(0, new Reading(44, 4, 4, false), policy(100, 3, 9), BOUNDS)
                        .desired())
                .isEqualTo(13);
    }

    @Test
    void forgetsItsPatienceOnceAReadingIsNotBelowTheTarget() {
        Answer busy = Reservation.answer(14, new Reading(4, 4, 4, false), FULL, BOUNDS);
        Answer next = Reservation.answer(busy.low(), new Reading(2, 4, 4, false), FULL, BOUNDS);

        assertThat(busy.low()).isZero();
        assertThat(next.desired()).isEqualTo(4);
        assertThat(next.explanation()).isEqualTo("below the target for 1 of 15 min");
    }

    @Test
    void removesLessThanHalfOfTheGroupAMinute() {
        assertThat(Reservation.answer(14, new Reading(1, 10, 10, false), FULL, BOUNDS)
                        .desired())
                .isEqualTo(6);
        assertThat(Reservation.answer(15, new Reading(1, 6, 6, false), FULL, BOUNDS)
                        .desired())
                .isEqualTo(4);
    }

    @Test
    void keepsWholeInstancesEmptyBelowATargetOfHundred() {
        Answer grown = Reservation.answer(0, new Reading(2, 3, 3, false), policy(50, 1, 9), BOUNDS);
        Answer steady = Reservation.answer(20, new Reading(2, 4, 4, false), policy(50, 1, 9), BOUNDS);

        assertThat(grown.desired()).isEqualTo(4);
        assertThat(steady.desired()).isEqualTo(4);
    }

    @Test
    void staysWithinItsBounds() {
        Answer high = Reservation.answer(0, new Reading(9, 4, 4, false), FULL, new Bounds(0, 6));
        Answer low = Reservation.answer(14, new Reading(1, 4, 4, false), FULL, new Bounds(4, 6));

        assertThat(high.desired()).isEqualTo(6);
        assertThat(high.limit()).isEqualTo(Limit.MAX);
        assertThat(low.desired()).isEqualTo(4);
        assertThat(low.limit()).isEqualTo(Limit.MIN);
    }

    @Test
    void countsWhatTasksWithoutAPlaceNeed() {
        var fleet = Fleets.fleet()
                .service("web", TASK, 7)
                .instance("a", Map.of("web", 2))
                .build();

        assertThat(Reservation.needed(fleet)).isEqualTo(4);
        assertThat(Reservation.running(fleet)).isEqualTo(1);
    }

    @Test
    void countsInstancesWithDaemonsAloneAsEmpty() {
        var fleet = Fleets.fleet()
                .service("web", TASK, 1)
                .daemon("logs", Resources.of(10, 10))
                .instance("a", Map.of("web", 1, "logs", 1))
                .instance("b", Map.of("logs", 1))
                .build();

        assertThat(Reservation.needed(fleet)).isEqualTo(1);
    }

    private static ClusterPolicy.Reservation policy(double target, int minStep, int maxStep) {
        return new ClusterPolicy.Reservation(target, minStep, maxStep, Duration.ofMinutes(5));
    }

    static List<Named<JsonNode>> vectors() {
        try (var stream = ReservationTest.class.getResourceAsStream("reservation.json")) {
            Stream<JsonNode> all = StreamSupport.stream(
                    new ObjectMapper().readTree(stream).get("vectors").spliterator(), false);
            return all.map(vector -> Named.of(vector.get("id").textValue(), vector))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.tidegate.streams.ecsautoscale.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.ecsautoscale.Action;
import io.tidegate.streams.ecsautoscale.EcsAutoscalePolicies;
import io.tidegate.streams.ecsautoscale.EcsAutoscaleRun;
import io.tidegate.streams.ecsautoscale.Item;
import io.tidegate.streams.ecsautoscale.Place;
import io.tidegate.streams.ecsautoscale.Snapshot;
import io.tidegate.streams.ecsautoscale.SnapshotReader;
import io.tidegate.streams.ecsautoscale.UnusableException;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.policy.file.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of ecs-autoscale.json of one cluster and no defect, through the live path: the file applied as a policy, the snapshot
 * observed and measured, a tick. What the first run commands is what a run over the snapshot asks for.
 */
class LiveVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("vectors")
    void commandsWhatARunOverTheSnapshotAsksFor(Snapshot snapshot) {
        var outcome = EcsAutoscaleRun.of(snapshot.definitions(), snapshot.inventory(), snapshot.readings());

        assertThat(commands(snapshot).stream().map(LiveVectorsTest::told).toList())
                .isEqualTo(outcome.actions().stream().map(LiveVectorsTest::told).toList());
    }

    @Test
    void coversMostVectorsThatCanBeAppliedAndMeasured() {
        assertThat(vectors()).hasSizeGreaterThan(60);
    }

    private static List<Commanded> commands(Snapshot snapshot) {
        var policy = applied(snapshot).documents().getFirst().policy().withRevision(1);
        var world = new SnapshotWorld(snapshot);
        String domain = policy.targets().getFirst().domain();
        var inputs = new ArrayList<Input>();
        inputs.add(new Input.PolicyChanged(policy.name(), List.of(domain), List.of(), Optional.of(policy)));
        world.cluster()
                .ifPresent(cluster ->
                        inputs.add(new Input.Observed(domain, SnapshotWorld.NOW, new Observation.Cluster(cluster))));
        inputs.addAll(world.panes(policy));
        inputs.add(new Input.Ticked(SnapshotWorld.NOW));
        var partition = new JournalPartition(new TargetStates.InMemory(), Duration.ofHours(1));
        var commands = new ArrayList<Commanded>();
        for (var input : inputs) {
            for (var result : partition.apply(domain, input)) {
                if (result instanceof Result.Emitted(Commanded command)) {
                    commands.add(command);
                }
            }
        }
        return commands;
    }

    private static String told(Commanded command) {
        return switch (command.order()) {
            case Order.Capacity set -> "%s = %d".formatted(command.target(), set.desired());
            case Order.Limits set ->
                "%s in %d to %d"
                        .formatted(
                                command.target(),
                                set.wanted().min(),
                                set.wanted().max());
            case Order.Drain drain ->
                "drain " + drain.arn().substring(drain.arn().lastIndexOf('/') + 1);
            case Order.Terminate end -> "end %s, one less: %s".formatted(end.instance(), end.decrement());
            case Order.Apart exit -> throw new AssertionError("a file answers no hooks, was " + exit);
        };
    }

    private static String told(Action action) {
        return switch (action) {
            case Action.UpdateService set -> "ecs/%s/%s = %d".formatted(set.cluster(), set.service(), set.desired());
            case Action.SetDesiredCapacity set -> "asg/%s = %d".formatted(set.group(), set.desired());
            case Action.SetBounds set -> "asg/%s in %d to %d".formatted(set.group(), set.min(), set.max());
            case Action.Drain drain -> "drain " + drain.containerInstance();
            case Action.Terminate end -> "end %s, one less: %s".formatted(end.instance(), end.decrement());
            case Action.Call register -> register.name();
        };
    }

    private static Stream<Named<Snapshot>> vectors() {
        return all().filter(vector -> !vector.get("quirk").booleanValue()
                        && vector.get("clusters").size() == 1)
                .map(LiveVectorsTest::snapshot)
                .filter(snapshot -> !snapshot.testRun() && new SnapshotWorld(snapshot).isMeasurable())
                .filter(snapshot -> applied(snapshot).problems().isEmpty())
                .map(snapshot -> Named.of(snapshot.id(), snapshot));
    }

    private static Parsed applied(Snapshot snapshot) {
        var file = snapshot.files().getFirst();
        return EcsAutoscalePolicies.read(file.name(), file.text(), snapshot::variable);
    }

    private static Snapshot snapshot(JsonNode vector) {
        try {
            return SnapshotReader.read(
                    Item.of(new Place("ecs-autoscale.json", 1, 1), JSON.convertValue(vector, Object.class)),
                    "none",
                    _ -> Optional.empty());
        } catch (UnusableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<JsonNode> all() {
        try (var json = Place.class.getResourceAsStream("ecs-autoscale.json")) {
            return StreamSupport.stream(
                    JSON.readTree(Objects.requireNonNull(json)).spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

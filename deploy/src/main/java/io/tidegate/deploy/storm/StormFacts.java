package io.tidegate.deploy.storm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.LifecycleKind;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.deadletter.DeadLetter;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** What the topics tell of a storm: committed records only, as they are now. */
final class StormFacts {
    private final Scene scene;
    private final TopicReader reader;
    private final SortedMap<String, Leaving> leaving = new TreeMap<>();
    private final Map<String, Leaving> commands = new TreeMap<>();
    private final Map<String, Leaving> completing = new TreeMap<>();
    private final Set<String> deadMessages = new HashSet<>();
    private long notices;
    private long heartbeats;

    /** What became of one instance. */
    private static final class Leaving {
        private long noticedAt = Long.MAX_VALUE;
        private Optional<String> conclusion = Optional.empty();
        private Optional<Long> answeredAt = Optional.empty();
        private int answers;
    }

    private StormFacts(Scene scene) {
        this.scene = scene;
        this.reader = new TopicReader(scene.access());
    }

    static StormFacts read(Scene scene) {
        var facts = new StormFacts(scene);
        var topics = scene.topics();
        facts.each(topics.lifecycleEvents(), LifecycleEvent.class, facts::add);
        // Commands before their outcomes, so that none seems to have ended without having been sent.
        facts.each(topics.scaleCommands(), ScaleCommand.class, facts::add);
        facts.each(topics.commandOutcomes(), CommandOutcome.class, facts::add);
        facts.each(topics.decisions(), Decision.class, facts::add);
        facts.reader.read(
                topics.deadLetters().name(),
                Range.ALL,
                found -> DeadLetter.read(found.headers())
                        .filter(letter -> letter.topic().equals("sqs:" + scene.queue()))
                        .ifPresent(_ -> facts.deadMessages.add(new String(found.key(), UTF_8))));
        return facts;
    }

    /** Instances that were heard of. */
    int received() {
        return leaving.size();
    }

    /** What was heard of an instance that was heard of already: by a message that came again, or by looking. */
    long duplicates() {
        return notices - leaving.size();
    }

    /** Instances that the deciders are through with, by how it ended. */
    int concluded(String reason) {
        return (int) leaving.values().stream()
                .filter(one -> one.conclusion.filter(reason::equals).isPresent())
                .count();
    }

    /** Instances whose hook was told more than once, and took it. */
    int answeredTwice() {
        return (int) leaving.values().stream().filter(one -> one.answers > 1).count();
    }

    /** Commands about instances that have not ended. */
    int pending() {
        return commands.size();
    }

    long heartbeats() {
        return heartbeats;
    }

    /** Messages that were put aside, each counted once. */
    int deadMessages() {
        return deadMessages.size();
    }

    /** Milliseconds from each notice to the hook's answer, sorted. */
    List<Long> held() {
        var held = new ArrayList<Long>();
        leaving.values().forEach(one -> one.answeredAt.ifPresent(at -> held.add(at - one.noticedAt)));
        held.sort(null);
        return held;
    }

    private void add(LifecycleEvent event) {
        String instance = event.getInstanceId();
        if (event.getKind() == LifecycleKind.INSTANCE_TERMINATING
                && event.getTarget().startsWith(StormGroup.PREFIX)
                && instance != null) {
            notices++;
            var one = leaving.computeIfAbsent(instance, _ -> new Leaving());
            one.noticedAt = Math.min(one.noticedAt, event.getAt().toEpochMilli());
        }
    }

    private void add(ScaleCommand command) {
        if (command.getAction() instanceof Step step) {
            var one = leaving.get(step.getSubject());
            var hook = step.getParameters().get("hook");
            if (one != null && step.getKind().equals("COMPLETE") && StormFleet.DRAIN.equals(hook)) {
                completing.put(command.getId(), one);
            }
            if (one != null) {
                commands.put(command.getId(), one);
                heartbeats += step.getKind().equals("HEARTBEAT") ? 1 : 0;
            }
        }
    }

    private void add(CommandOutcome outcome) {
        commands.remove(outcome.getCommandId());
        var one = completing.get(outcome.getCommandId());
        if (one != null && outcome.getStatus() == OutcomeStatus.APPLIED) {
            one.answers++;
            one.answeredAt = Optional.of(outcome.getAt().toEpochMilli());
        }
    }

    private void add(Decision decision) {
        var target = decision.getTarget();
        if (target.startsWith("instance/")) {
            var one = leaving.get(target.substring("instance/".length()));
            if (one != null) {
                one.conclusion = Optional.of(decision.getReason());
            }
        }
    }

    private <T extends SpecificRecord> void each(Topic topic, Class<T> type, Consumer<T> sink) {
        var serde = AvroSerde.of(topic, type, scene.registry());
        reader.read(topic.name(), Range.ALL, found -> sink.accept(serde.decode(found.value())));
    }
}

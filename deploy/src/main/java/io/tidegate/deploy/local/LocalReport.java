package io.tidegate.deploy.local;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.view.CommandCounts;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.deadletter.ReplayMark;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.streams.shell.Provenance;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What happened, as the topics have it: every figure is counted from committed records, none from a counter in a process. */
public final class LocalReport {
    private final TopicReader reader;
    private final Backdrop backdrop;
    private final Map<OutcomeStatus, Long> ended = new EnumMap<>(OutcomeStatus.class);
    private final SortedMap<String, Capacity> targets = new TreeMap<>();
    private final Map<String, Long> sampleOf = new HashMap<>();
    private final Latencies sampleToCommand = new Latencies();
    private final Latencies sampleToApplied = new Latencies();
    private final Latencies tickToCommand = new Latencies();
    private long emitted;

    private LocalReport(Backdrop backdrop) {
        this.backdrop = backdrop;
        this.reader = new TopicReader(backdrop.access());
    }

    /**
     * Capacity of a target over time.
     *
     * @param desiredMin lowest desired capacity seen
     * @param desiredMax highest desired capacity seen
     */
    public record Capacity(String target, int desired, int running, int desiredMin, int desiredMax) {
        private Capacity then(int nowDesired, int nowRunning) {
            return new Capacity(
                    target, nowDesired, nowRunning, Math.min(desiredMin, nowDesired), Math.max(desiredMax, nowDesired));
        }
    }

    /** What was found. Latencies are in milliseconds. */
    public record Findings(
            long samples,
            long decisions,
            CommandCounts commands,
            List<Capacity> targets,
            Latencies sampleToCommand,
            Latencies sampleToApplied,
            Latencies tickToCommand,
            long deadLetters) {

        /** Whether nothing was lost or failed for good. */
        public boolean isSound() {
            return deadLetters == 0 && commands.failed() == 0 && commands.refused() == 0 && commands.pending() == 0;
        }

        /** The same for programs; the keys are a contract. */
        public Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("samples", samples);
            json.put("decisions", decisions);
            var counts = new LinkedHashMap<String, Object>();
            counts.put("emitted", commands.emitted());
            counts.put("applied", commands.applied());
            counts.put("skipped", commands.skipped());
            counts.put("refused", commands.refused());
            counts.put("failed", commands.failed());
            counts.put("pending", commands.pending());
            json.put("commands", counts);
            json.put("targets", targets.stream().map(Findings::json).toList());
            var latency = new LinkedHashMap<String, Object>();
            latency.put("sampleToCommand", sampleToCommand.json());
            latency.put("sampleToApplied", sampleToApplied.json());
            latency.put("tickToCommand", tickToCommand.json());
            json.put("latencyMs", latency);
            json.put("deadLetters", deadLetters);
            return json;
        }

        private static Map<String, Object> json(Capacity target) {
            var json = new LinkedHashMap<String, Object>();
            json.put("target", target.target());
            json.put("desired", target.desired());
            json.put("running", target.running());
            json.put("desiredMin", target.desiredMin());
            json.put("desiredMax", target.desiredMax());
            return json;
        }
    }

    /** Reads the topics as they are now. */
    public static Findings read(Backdrop backdrop) {
        return new LocalReport(backdrop).find();
    }

    private Findings find() {
        var topics = backdrop.topics();
        // Commands before their outcomes, so that none seems to have ended without having been sent.
        each(topics.scaleCommands(), ScaleCommand.class, (found, command) -> {
            emitted++;
            var sample = Provenance.sampleAppendedAt(found.headers());
            sample.ifPresent(at -> {
                sampleOf.put(command.getId(), at);
                sampleToCommand.add(found.timestamp() - at);
            });
            if (sample.isEmpty()) {
                Provenance.entryAppendedAt(found.headers()).ifPresent(at -> tickToCommand.add(found.timestamp() - at));
            }
        });
        each(topics.commandOutcomes(), CommandOutcome.class, (found, outcome) -> {
            ended.merge(outcome.getStatus(), 1L, Long::sum);
            var sample = sampleOf.get(outcome.getCommandId());
            if (sample != null && outcome.getStatus() == OutcomeStatus.APPLIED) {
                sampleToApplied.add(found.timestamp() - sample);
            }
        });
        each(topics.capacityObservations(), CapacityObservation.class, (_, seen) -> observe(seen));
        return new Findings(
                count(topics.metricSamples()),
                count(topics.decisions()),
                new CommandCounts(
                        emitted,
                        ended(OutcomeStatus.APPLIED),
                        ended(OutcomeStatus.SKIPPED),
                        ended(OutcomeStatus.REFUSED),
                        ended(OutcomeStatus.FAILED)),
                List.copyOf(targets.values()),
                sampleToCommand,
                sampleToApplied,
                tickToCommand,
                count(topics.deadLetters()));
    }

    private void observe(CapacityObservation seen) {
        if (seen.getObserved() instanceof EcsServiceState service
                && Target.parse(seen.getTarget()) instanceof Target.EcsService) {
            int desired = service.getDesired();
            int running = service.getRunning();
            targets.merge(
                    seen.getTarget(),
                    new Capacity(seen.getTarget(), desired, running, desired, desired),
                    (known, _) -> known.then(desired, running));
        }
    }

    private long ended(OutcomeStatus status) {
        return ended.getOrDefault(status, 0L);
    }

    private long count(Topic topic) {
        long[] count = {0};
        reader.read(topic.name(), Range.ALL, found -> {
            if (ReplayMark.offset(found.headers()).isEmpty()) {
                count[0]++;
            }
        });
        return count[0];
    }

    private interface Sink<T> {
        void take(ConsumerRecord<byte[], byte[]> found, T value);
    }

    private <T extends SpecificRecord> void each(Topic topic, Class<T> type, Sink<T> sink) {
        var serde = AvroSerde.of(topic, type, backdrop.registry());
        reader.read(topic.name(), Range.ALL, found -> sink.take(found, serde.decode(found.value())));
    }
}

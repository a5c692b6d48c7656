package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Bytes of every kind to what they say. */
public final class Decoder {
    private final Map<Kind, AvroSerde<? extends SpecificRecord>> serdes = new EnumMap<>(Kind.class);
    private final InputNames inputs;

    /** By the schemas of {@code registry}. */
    public Decoder(Topics topics, SchemaRegistry registry) {
        this.inputs = new InputNames(registry);
        for (var kind : Kind.values()) {
            serdes.put(kind, AvroSerde.of(kind.topic(topics), kind.type(), registry));
        }
    }

    /**
     * The value of bytes in the wire format.
     *
     * @throws io.tidegate.schemas.serde.UnreadableRecordException when they can never be read
     */
    public SpecificRecord decode(Kind kind, byte[] bytes) {
        return Objects.requireNonNull(serdes.get(kind)).decode(bytes);
    }

    /** Whether bytes hold nothing that a slice asks for, as far as can be told before they are decoded. */
    public boolean isLeftOut(Kind kind, byte[] bytes, Slice slice) {
        return kind == Kind.JOURNAL
                && !slice.inputs().isEmpty()
                && inputs.of(bytes)
                        .filter(name -> !slice.inputs().contains(name))
                        .isPresent();
    }

    /** Whether it concerns the domains of a slice. */
    public static boolean isOf(SpecificRecord value, Slice slice) {
        return switch (value) {
            case JournalEntry entry -> entry.getInput() instanceof ScheduleTick || slice.has(entry.getDomain());
            case Decision decision -> slice.has(decision.getDomain());
            case ScaleCommand command -> slice.has(command.getDomain());
            case CommandOutcome outcome -> slice.has(outcome.getDomain());
            case Snapshot snapshot -> slice.has(snapshot.getDomain());
            case ScalingPolicy policy ->
                policy.getTargets().stream()
                        .map(Target::parse)
                        .map(Target::domain)
                        .anyMatch(slice::has);
            default -> false;
        };
    }
}

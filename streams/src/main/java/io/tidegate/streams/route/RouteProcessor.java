package io.tidegate.streams.route;

import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.streams.shell.Poison;
import io.tidegate.streams.shell.Provenance;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Takes facts to the journals of their domains as they are. A tombstone says nothing. */
final class RouteProcessor<T extends SpecificRecord> implements Processor<byte[], byte[], Object, Object> {
    private final AvroSerde<T> serde;
    private final Topic deadLetters;
    private final Function<ProcessorContext<Object, Object>, Function<T, List<String>>> domains;

    @SuppressWarnings("NullAway.Init") // init() comes first
    private ProcessorContext<Object, Object> context;

    @SuppressWarnings("NullAway.Init")
    private Poison poison;

    @SuppressWarnings("NullAway.Init")
    private Function<T, List<String>> domainsOf;

    /** @param domains tells the domains of a fact, with what the task knows */
    RouteProcessor(
            AvroSerde<T> serde,
            Topic deadLetters,
            Function<ProcessorContext<Object, Object>, Function<T, List<String>>> domains) {
        this.serde = serde;
        this.deadLetters = deadLetters;
        this.domains = domains;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.poison = new Poison(context, deadLetters, RouteTopology.DEAD_LETTERS);
        this.domainsOf = domains.apply(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var entries = poison.read(record, () -> entries(serde.deserialize(null, record.value())));
        if (entries != null) {
            var headers = context.recordMetadata().map(Provenance::ofRecord).orElseGet(Provenance::none);
            entries.forEach(entry -> context.forward(
                    new Record<>(entry.getDomain(), entry, record.timestamp(), headers), RouteTopology.JOURNAL));
        }
    }

    private List<JournalEntry> entries(@Nullable T fact) {
        return fact == null
                ? List.of()
                : domainsOf.apply(fact).stream()
                        .map(domain -> new JournalEntry(domain, fact))
                        .toList();
    }
}

package io.tidegate.deploy.bench;

import io.tidegate.schemas.Decision;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decision.Output.Decided;
import java.util.ArrayList;
import java.util.List;

/** How large the records of decisions are, with the state that each was made from, and without. */
final class DecisionSizes {
    private final AvroSerde<Decision> serde = AvroSerde.of("decisions", Decision.class, InProcessRegistry.inMemory());
    private final List<Integer> whole = new ArrayList<>();
    private final List<Integer> bare = new ArrayList<>();

    void measure(List<Result> results) {
        for (var result : results) {
            if (result instanceof Result.Emitted(Decided decided)) {
                measure(OutputSerdes.toAvro(decided, "2026a"));
            }
        }
    }

    private void measure(Decision decision) {
        whole.add(serde.encode(decision).length);
        bare.add(serde.encode(Decision.newBuilder(decision).setBasis(null).build()).length);
    }

    Bytes whole() {
        return Bytes.of(whole);
    }

    Bytes bare() {
        return Bytes.of(bare);
    }
}

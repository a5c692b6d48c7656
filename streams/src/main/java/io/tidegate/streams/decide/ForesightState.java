package io.tidegate.streams.decide;

import io.tidegate.schemas.AwaitedTasks;
import io.tidegate.schemas.LoadStretch;
import io.tidegate.schemas.RunningSince;
import io.tidegate.schemas.SeenLoad;
import io.tidegate.schemas.TargetForesight;
import io.tidegate.streams.capacity.Foresight;
import io.tidegate.streams.capacity.Headcount;
import io.tidegate.streams.capacity.StartUps;
import io.tidegate.streams.forecast.LoadHistory;
import io.tidegate.streams.forecast.LoadHistory.Open;
import io.tidegate.streams.forecast.LoadHistory.Stretch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The part of the decider state that predictive rules ask for, to and from its record. */
final class ForesightState {
    private ForesightState() {}

    static @Nullable TargetForesight toAvro(Foresight foresight) {
        return foresight.equals(Foresight.NONE)
                ? null
                : new TargetForesight(
                        foresight.loads().entrySet().stream()
                                .map(load -> toAvro(load.getKey(), load.getValue()))
                                .toList(),
                        foresight.headcount().changes().stream()
                                .map(since -> new RunningSince(since.at(), since.running()))
                                .toList(),
                        foresight.startUps().taken().stream()
                                .map(Duration::toMillis)
                                .toList(),
                        foresight.startUps().awaited().stream()
                                .map(one -> new AwaitedTasks(one.sequence(), one.desired(), one.issuedAt()))
                                .toList());
    }

    static Foresight fromAvro(@Nullable TargetForesight avro) {
        if (avro == null) {
            return Foresight.NONE;
        }
        var loads = new TreeMap<String, LoadHistory>();
        avro.getLoads().forEach(load -> loads.put(load.getLoad(), history(load)));
        return new Foresight(
                loads,
                new Headcount(avro.getRunning().stream()
                        .map(since -> new Headcount.Since(since.getAt(), since.getRunning()))
                        .toList()),
                new StartUps(
                        avro.getAwaited().stream()
                                .map(one ->
                                        new StartUps.Awaited(one.getSequence(), one.getDesired(), one.getIssuedAt()))
                                .toList(),
                        avro.getStartUpMillis().stream().map(Duration::ofMillis).toList()));
    }

    private static SeenLoad toAvro(String load, LoadHistory history) {
        var open = history.open();
        return new SeenLoad(
                load,
                history.known(),
                history.stretches().stream()
                        .map(stretch -> new LoadStretch(stretch.from(), ByteBuffer.wrap(stretch.bins())))
                        .toList(),
                open.bin(),
                open.sum(),
                open.readings(),
                open.readUpTo());
    }

    private static LoadHistory history(SeenLoad avro) {
        var stretches = avro.getStretches().stream()
                .map(stretch -> new Stretch(stretch.getFrom(), bytes(stretch.getMeans())))
                .toList();
        var open = new Open(avro.getOpenBin(), avro.getOpenSum(), avro.getOpenReadings(), avro.getReadUpTo());
        return LoadHistory.of(stretches, avro.getKnown(), open);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

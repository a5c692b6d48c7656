package io.tidegate.deploy.bench;

import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PaneSerdes;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.Sketch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Panes of 5 s with 1,000 response times each, log-normal, 60 ms being about their 99th percentile. There are 64 different
 * ones; each sketch is read from bytes, as those of the journal are.
 */
final class ResponseTimes {
    private static final int DIFFERENT = 64;
    private static final int REQUESTS = 1_000;
    private static final Duration LENGTH = PartialPane.DEFAULT_LENGTH;

    // exp(mean + 2.326 x deviation) = 60: the normal distribution has 99 % below 2.326 deviations.
    private static final double DEVIATION = 0.5;
    private static final double MEAN = Math.log(60) - 2.326 * DEVIATION;

    private final List<Drawn> panes;

    private record Drawn(Aggregate all, ByteBuffer sketch) {}

    ResponseTimes() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        this.panes = Stream.generate(() -> draw(random)).limit(DIFFERENT).toList();
    }

    private static Drawn draw(RandomGenerator random) {
        double[] times = DoubleStream.generate(() -> Math.exp(random.nextGaussian(MEAN, DEVIATION)))
                .limit(REQUESTS)
                .toArray();
        var sketch = new Sketch.Builder();
        var all = Aggregate.none(Instant.EPOCH);
        for (double time : times) {
            sketch.add(time, 1);
            all = all.merge(new Aggregate(1, time, time, time, time, Instant.EPOCH));
        }
        return new Drawn(all, ByteBuffer.wrap(sketch.build().toBytes()));
    }

    /** A pane that ends about now; the same numbers give the same one. */
    PartialPane pane(int number, long revision, Instant now) {
        var drawn = panes.get(Math.floorMod(number * 31 + (int) revision, DIFFERENT));
        var all = drawn.all();
        var dated = new Aggregate(all.count(), all.sum(), all.min(), all.max(), all.last(), now);
        var start = PartialPane.startOf(now, LENGTH);
        return new PartialPane(start, LENGTH, number % 4, revision, dated, 0, PaneSerdes.sketch(drawn.sketch()), null);
    }
}

package io.tidegate.streams.capacity;

import static io.tidegate.streams.capacity.Lives.live;
import static io.tidegate.streams.capacity.Lives.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.decision.Output.Decided;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One decider version decides one way, to the last letter of an explanation: replays compare by it. Whoever changes what is
 * decided raises {@link CapacityDecider#VERSION}, and writes the digest of the new version down here.
 */
class DeciderVersionTest {

    @Test
    void decidesAsItsVersionAlwaysDid() throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");

        decisions().forEach(decided -> digest.update(text(decided).getBytes(StandardCharsets.UTF_8)));

        assertThat(CapacityDecider.VERSION).isEqualTo(4);
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("151baa37c5988122c0386f0d27921347cbfb3952d9f554925d52770d10e327d7");
    }

    // Rules and behaviours of every kind, metrics that are away, and writes of somebody else.
    private static Stream<Decided> decisions() {
        return Stream.concat(
                undisturbed(),
                LongStream.range(0, 100)
                        .boxed()
                        .flatMap(seed -> new DisturbedLife(
                                        new MonotonePolicies(random(seed)),
                                        ForeignWritePropertiesTest.foreignWrites(seed),
                                        random(seed))
                                .disturbed().scenario().decisions().stream()));
    }

    private static Stream<Decided> undisturbed() {
        return Stream.concat(
                LongStream.range(0, 300)
                        .boxed()
                        .flatMap(seed ->
                                live(Scenario.of(new MonotonePolicies(random(seed)).next()), random(seed))
                                        .decisions()
                                        .stream()),
                LongStream.rangeClosed(1, 1000).mapToObj(seed -> Outages.decided(Outages.of(seed))));
    }

    private static String text(Decided decided) {
        return "%s %s %s %s %s %s %s\n"
                .formatted(
                        decided.at(),
                        decided.verdict(),
                        decided.raw(),
                        decided.desired(),
                        decided.constraints(),
                        decided.rules(),
                        decided.inputs());
    }
}

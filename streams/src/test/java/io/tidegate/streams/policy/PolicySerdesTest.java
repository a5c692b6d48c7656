package io.tidegate.streams.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidegate.schemas.PolicyMode;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.streams.Policies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class PolicySerdesTest {

    @Test
    void losesNothingOnTheWayToBytesAndBack() throws IOException {
        long seed = 20261123;
        var policies = new RandomPolicies(new SplittableRandom(seed));

        for (int i = 0; i < 500; i++) {
            PolicyRevision revision = policies.revision();
            byte[] bytes = bytes(PolicySerdes.toAvro(revision));

            PolicyRevision back = PolicySerdes.fromAvro(policy(bytes));

            assertThat(back).as("seed %d, policy %d", seed, i).isEqualTo(revision);
            assertThat(bytes(PolicySerdes.toAvro(back)))
                    .as("seed %d, policy %d", seed, i)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void saysWhetherAPolicyReadsTheInstancesOfItsCluster() {
        var spare = Policies.policy().rule(new Rule.NPlusOne("spare", 1, 1)).build();
        var other = Policies.policy().atLeast("running", 1, 1).build();

        assertThat(record(spare).getReadsInstances()).isTrue();
        assertThat(record(other).getReadsInstances()).isFalse();
    }

    private static ScalingPolicy record(Policy policy) {
        var nobody = new PolicyRevision.Provenance(Instant.EPOCH, "", Optional.empty(), "");
        return PolicySerdes.toAvro(new PolicyRevision(policy, nobody, Map.of()));
    }

    @Test
    void refusesModesThatItDoesNotKnow() {
        var avro = PolicySerdes.toAvro(new RandomPolicies(new SplittableRandom(1)).revision());
        var unknown = ScalingPolicy.newBuilder(avro).setMode(PolicyMode.UNKNOWN).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicySerdes.fromAvro(unknown))
                .withMessage("mode must be ENFORCE, DRY_RUN or SHADOW, was UNKNOWN");
    }

    @Test
    void refusesRecordsThatBreakAConstraint() {
        var avro = PolicySerdes.toAvro(new RandomPolicies(new SplittableRandom(1)).revision());
        var inverted = ScalingPolicy.newBuilder(avro).setMin(5).setMax(4).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolicySerdes.fromAvro(inverted))
                .withMessage("max must be at least min 5, was 4");
    }

    private static byte[] bytes(ScalingPolicy avro) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(ScalingPolicy.class).write(avro, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static ScalingPolicy policy(byte[] bytes) throws IOException {
        return new SpecificDatumReader<>(ScalingPolicy.class)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}

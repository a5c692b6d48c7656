package io.tidegate.streams.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.Policies;
import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.JournalPartition.Result.Emitted;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same input twice changes nothing, whatever it is: two thousand lives in which each comes twice. */
class RepetitionPropertiesTest {
    private static final int LIVES = 2000;
    private static final int BATCH = 200;
    private static final String DOMAIN = Target.parse(Policies.TARGET).domain();

    static LongStream batches() {
        return LongStream.range(0, LIVES / BATCH).map(batch -> batch * BATCH);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void changesNothing(long first) {
        LongStream.range(first, first + BATCH).forEach(seed -> new Life(seed).live());
    }

    /** A minute of one target, in a partition that takes in each input once and in one that takes it in twice. */
    private static final class Life {
        private final long seed;
        private final RandomGenerator random;
        private final TargetStates.InMemory once = new TargetStates.InMemory();
        private final TargetStates.InMemory twice = new TargetStates.InMemory();
        private final JournalPartition undisturbed = new JournalPartition(once, Duration.ofDays(1));
        private final JournalPartition repeated = new JournalPartition(twice, Duration.ofDays(1));
        private final List<Commanded> open = new ArrayList<>();
        private Instant now = Scenario.NOON;
        private int desired = 5;
        private long revision;

        Life(long seed) {
            this.seed = seed;
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        void live() {
            takeIn(policy());
            for (int second = 0; second < 60; second++) {
                now = now.plusSeconds(1);
                for (int inputs = random.nextInt(3); inputs > 0; inputs--) {
                    takeIn(input());
                }
                takeIn(new Input.Ticked(now));
                settle();
            }
        }

        private void takeIn(Input input) {
            var outputs = emitted(undisturbed, input);

            var one = emitted(repeated, input);
            var again = emitted(repeated, input);

            assertThat(one).as("seed %d: %s", seed, input).isEqualTo(outputs);
            assertThat(again).as("seed %d: %s", seed, input).isEmpty();
            assertThat(twice.all()).as("seed %d: %s", seed, input).isEqualTo(once.all());
            outputs.stream()
                    .flatMap(output -> Optional.of(output.output()).filter(Commanded.class::isInstance).stream())
                    .forEach(command -> open.add((Commanded) command));
        }

        private static List<Emitted> emitted(JournalPartition partition, Input input) {
            return partition.apply(DOMAIN, input).stream()
                    .filter(Emitted.class::isInstance)
                    .map(Emitted.class::cast)
                    .toList();
        }

        private Input input() {
            return switch (random.nextInt(8)) {
                case 0 -> policy();
                case 1 -> override();
                case 2, 3 -> observed();
                default -> measured();
            };
        }

        private Input policy() {
            var policies = new MonotonePolicies(random, Duration.ofSeconds(5), random.nextBoolean());
            var policy = policies.next().build();
            return new Input.PolicyChanged(policy.name(), List.of(Policies.TARGET), List.of(), Optional.of(policy));
        }

        private Input override() {
            var entries = new TreeMap<String, ManualOverride>();
            if (random.nextBoolean()) {
                var capacity = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(20));
                var until = now.plusSeconds(random.nextInt(20));
                entries.put(
                        Policies.TARGET,
                        new ManualOverride(true, random.nextBoolean(), capacity, false, "anna", "release", until));
            }
            return new Input.Overridden(Target.parse(Policies.TARGET).domain(), entries, "anna", "release");
        }

        private Input observed() {
            return new Input.Observed(
                    Policies.TARGET,
                    now.minusMillis(random.nextInt(2000)),
                    random.nextInt(20) == 0
                            ? new Observation.Nothing()
                            : new Observation.Service("ACTIVE", desired, random.nextInt(desired + 1), 0, false));
        }

        private Input measured() {
            double value = random.nextDouble() * 120;
            var start = PartialPane.startOf(now, PartialPane.DEFAULT_LENGTH);
            var all = new Aggregate(1, value, value, value, value, start);
            var pane = new PartialPane(start, PartialPane.DEFAULT_LENGTH, 0, ++revision, all, 0);
            return new Input.Measured(SeriesId.of("load", Map.of()), pane, List.of(Policies.TARGET));
        }

        private void settle() {
            for (var command : List.copyOf(open)) {
                boolean applied = random.nextInt(4) > 0;
                if (applied && command.order() instanceof Order.Capacity order) {
                    desired = order.desired();
                }
                takeIn(new Input.Settled(
                        command.target(),
                        command.id(),
                        applied ? Input.Result.APPLIED : Input.Result.NOT_APPLIED,
                        now));
            }
            open.clear();
        }
    }
}

package io.tidegate.connectors.executor.queue;

import static io.tidegate.connectors.executor.command.Commands.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.command.Commands;
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.SetCapacity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueuesTest {
    private static final String HERE = "111111111111/eu-central-1/";
    private static final String THERE = "222222222222/eu-central-1/";

    private final Queues queues = new Queues(new QueueConfig(4, 2, 10, Rates.all(new Rate(1, 0.001))), Instant.EPOCH);

    @Test
    void givesEachAccountAndRegionABudgetOfItsOwn() {
        offer(HERE, "a");
        offer(HERE, "b");
        offer(THERE, "c");

        assertThat(startAll()).containsExactly("a", "c");
    }

    @Test
    void beginsWithWhatTheLastOwnerCanHaveLeft() {
        var config = new QueueConfig(4, 2, 10, Rates.all(new Rate(10, 2)));
        var taken = new Queues(config, NOW.minusSeconds(1));
        for (var service : List.of("a", "b", "c")) {
            var entry = Pending.received(Wire.command(Commands.capacity(service, 1, 2)), NOW);
            taken.of(entry.command()).offer(entry);
        }

        assertThat(taken.next(NOW)).isPresent();
        assertThat(taken.next(NOW)).isPresent();
        assertThat(taken.next(NOW)).isEmpty();
    }

    @Test
    void tellsTheTightestAllowanceOfEachCategory() {
        offer(HERE, "a");
        startAll();
        offer(THERE, "b");

        assertThat(queues.allowances(NOW))
                .hasSize(ApiCategory.values().length)
                .contains(new Allowance(ApiCategory.ECS_SERVICE_CHANGE, 0, 0.001))
                .contains(new Allowance(ApiCategory.GROUP_CHANGE, 1, 0.001));
    }

    @Test
    void isFullFromTheHighMarkUntilTheLowMark() {
        var wide = new Queues(new QueueConfig(4, 2, 10, Rates.all(new Rate(100, 100))), Instant.EPOCH);
        for (var service : List.of("a", "b", "c", "d")) {
            assertThat(wide.isFull()).isFalse();
            var entry = Pending.received(Wire.command(Commands.capacity(service, 1, 2)), NOW);
            wide.of(entry.command()).offer(entry);
        }

        assertThat(wide.isFull()).as("at the high mark").isTrue();
        end(wide);
        assertThat(wide.isFull()).as("between the marks").isTrue();
        end(wide);
        assertThat(wide.isFull()).as("at the low mark").isFalse();
    }

    private static void end(Queues queues) {
        var entry = queues.next(NOW).orElseThrow();
        queues.of(entry.command()).end(entry);
    }

    private void offer(String place, String service) {
        var wire = Commands.wireOf(place + "ecs/demo/" + service, 1, new SetCapacity(1, 2), Direction.NONE);
        var entry = Pending.received(Wire.command(wire), NOW);
        queues.of(entry.command()).offer(entry);
    }

    private List<String> startAll() {
        var started = new ArrayList<String>();
        for (var entry = queues.next(NOW); entry.isPresent(); entry = queues.next(NOW)) {
            started.add(entry.get().command().target().path().replace("ecs/demo/", ""));
        }
        return started;
    }
}

package io.tidegate.simulatedaws.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
    @Test
    void theAgentReservesItsPortsUnlessOthersAreNamed() {
        var usual = InstanceShape.of(1024, 2048);
        var named = new InstanceShape(1024, 2048, 0, HostPort.set(HostPort.udp(53)));

        assertThat(usual.reservedPorts())
                .containsExactly(
                        HostPort.tcp(22),
                        HostPort.tcp(2375),
                        HostPort.tcp(2376),
                        HostPort.tcp(51678),
                        HostPort.tcp(51679));
        assertThat(named.withGpus(1).reservedPorts()).containsExactly(HostPort.udp(53));
    }

    @ParameterizedTest(name = "cpu {0}, memory {1}, gpus {2}")
    @CsvSource({"0, 1, 0", "1, 0, 0", "1, 1, -1"})
    void refusesAnInstanceWithoutRoom(int cpu, int memory, int gpus) {
        assertThatThrownBy(() -> InstanceShape.of(cpu, memory).withGpus(gpus))
                .hasMessage("an instance must have cpu and memory, and no negative gpus, had cpu " + cpu + ", memory "
                        + memory + ", gpus " + gpus);
    }

    @ParameterizedTest(name = "cpu {0}, memory {1}, gpus {2}")
    @CsvSource({"-1, 0, 0", "0, -1, 0", "0, 0, -1"})
    void refusesATaskThatTakesLessThanNothing(int cpu, int memory, int gpus) {
        assertThatThrownBy(() -> TaskShape.of(cpu, memory).withGpus(gpus))
                .hasMessage("what a task takes must not be negative, was cpu " + cpu + ", memory " + memory + ", gpus "
                        + gpus);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65536})
    void refusesAPortThatThereIsNot(int number) {
        assertThatThrownBy(() -> HostPort.tcp(number)).hasMessage("host port must be 1 to 65535, was " + number);
    }

    @Test
    void refusesToTakeWhatIsNotThere() {
        var room = new Room(InstanceShape.of(1, 1));

        assertThatThrownBy(() -> room.take(TaskShape.of(2, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not fit in cpu 1, memory 1, gpus 0");
        assertThat(room.cpu()).isEqualTo(1);
    }

    @Test
    void anInstanceAsItWasGivenHoldsNoTask() {
        var identity = new ContainerInstance.Identity("arn/one", "i-1", null);
        var given = ContainerInstance.given(
                identity,
                new Holding.Given(List.of(), List.of(), 0, 0),
                ContainerInstance.Status.ACTIVE,
                Instant.EPOCH);

        assertThat(given.fits(TaskShape.of(0, 0))).isFalse();
        assertThatThrownBy(() -> given.take(TaskShape.of(0, 0)))
                .hasMessage("an instance must be counted to hold tasks, but one is as it was given");
    }
}

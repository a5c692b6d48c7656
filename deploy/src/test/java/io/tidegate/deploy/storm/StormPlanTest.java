package io.tidegate.deploy.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StormPlanTest {

    @Test
    void isFiveHundredInstancesOfFiftyGroups() {
        assertThat(StormPlan.full(1).groups()).isEqualTo(50);
        assertThat(StormPlan.full(1).terminations()).isEqualTo(500);
    }

    @Test
    void refusesASizeThatItCannotHave() {
        assertThatThrownBy(() -> StormPlan.of(0, 10, 10, 1)).hasMessage("groups must be 1 to 99, was 0");
        assertThatThrownBy(() -> StormPlan.of(5, 1, 10, 1)).hasMessage("instances must be 2 to 99, was 1");
        assertThatThrownBy(() -> StormPlan.of(5, 5, 0, 1)).hasMessage("waves must be 1 to 1000, was 0");
    }

    @Test
    void hasGroupsOfAllKindsBesideEachOther() {
        var groups = IntStream.range(0, 50).mapToObj(StormGroup::new).toList();

        assertThat(groups).extracting(StormGroup::front).containsOnly(StormGroup.Front.values());
        assertThat(groups).extracting(StormGroup::way).containsOnly(StormGroup.Way.values());
        assertThat(groups).filteredOn(group -> group.cluster().isEmpty()).hasSize(10);
        assertThat(groups).filteredOn(StormGroup::holdsLaunches).hasSize(4);
        assertThat(groups).filteredOn(StormGroup::shrinks).hasSize(7);
        assertThat(groups.getFirst().target()).isEqualTo("asg/storm-00");
        assertThat(groups.getLast().name()).isEqualTo("storm-49");
    }
}

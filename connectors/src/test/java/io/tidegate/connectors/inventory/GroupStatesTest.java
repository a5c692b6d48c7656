package io.tidegate.connectors.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.AutoScalingGroupState;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

class GroupStatesTest {

    @Test
    void countsInstancesByWhatTheyDo() {
        var group = group("InService", "Pending", "Pending:Wait", "Terminating:Wait", "Standby", "Warmed:Stopped");

        assertThat(GroupStates.of(group.build())).isEqualTo(new AutoScalingGroupState(1, 9, 4, 1, 2, 1, null, false));
    }

    @Test
    void countsWeightsWhereInstancesHaveSome() {
        var heavy = Instance.builder()
                .lifecycleState("InService")
                .weightedCapacity("4")
                .build();

        var state = GroupStates.of(group().instances(heavy, heavy).build());

        assertThat(state.getInService()).isEqualTo(8);
    }

    @Test
    void tellsThatACapacityProviderScalesIt() {
        var group =
                group().tags(TagDescription.builder().key("AmazonECSManaged").build());

        assertThat(GroupStates.of(group.build()).getEcsManaged()).isTrue();
    }

    @Test
    void tellsThatItIsBeingDeleted() {
        assertThat(GroupStates.of(group().status("Delete in progress").build()).getStatus())
                .isEqualTo("Delete in progress");
    }

    private static AutoScalingGroup.Builder group(String... states) {
        return AutoScalingGroup.builder()
                .autoScalingGroupName("web")
                .minSize(1)
                .maxSize(9)
                .desiredCapacity(4)
                .instances(Stream.of(states)
                        .map(state -> Instance.builder().lifecycleState(state).build())
                        .toList());
    }
}

package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.observation.Mutation.Origin;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupPhysicsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Pattern INSTANCE = Pattern.compile("<InstanceId>(i-[0-9a-f]{17})</InstanceId>");

    @ParameterizedTest(name = "at pace {0}: none after {1} ms, all after {2} ms")
    @CsvSource({"1, 89999, 180000", "10, 8999, 18000"})
    void instancesLaunchWithinTheirLatencyDividedByThePace(double pace, long noneAfter, long allAfter) {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1).withPace(pace));
        cloud.addGroup("web", 0, 50, 1);
        setDesired(cloud, 40);

        cloud.step(START.plusMillis(noneAfter));
        var early = cloud.group("web");
        cloud.step(START.plusMillis(allAfter));
        var late = cloud.group("web");

        assertThat(early).contains(new GroupStatus(0, 50, 40, 1, 39, 0));
        assertThat(late).contains(new GroupStatus(0, 50, 40, 40, 0, 0));
    }

    @Test
    void instancesTerminateAndAreGone() {
        var cloud = cloud(5);
        setDesired(cloud, 2);

        var going = cloud.group("web");
        cloud.step(START.plusSeconds(60));
        var gone = cloud.group("web");

        assertThat(going).contains(new GroupStatus(0, 10, 2, 2, 0, 3));
        assertThat(gone).contains(new GroupStatus(0, 10, 2, 2, 0, 0));
    }

    @Test
    void aPendingInstanceThatIsToldToGoNeverServes() {
        var cloud = cloud(0);
        setDesired(cloud, 2);
        setDesired(cloud, 0);

        cloud.step(START.plusSeconds(200));

        assertThat(cloud.group("web")).contains(new GroupStatus(0, 10, 0, 0, 0, 0));
    }

    @Test
    void protectedInstancesStayUntilTheyAreReleased() {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
        cloud.addProtectedGroup("web", 0, 10, 2);
        setDesired(cloud, 1);
        var held = cloud.group("web");

        Calls.autoScaling(
                cloud,
                "Action=SetInstanceProtection&AutoScalingGroupName=web&ProtectedFromScaleIn=false"
                        + "&InstanceIds.member.1=" + firstInstance(cloud));

        assertThat(held).contains(new GroupStatus(0, 10, 1, 2, 0, 0));
        assertThat(cloud.group("web")).contains(new GroupStatus(0, 10, 1, 1, 0, 1));
    }

    @ParameterizedTest(name = "decrement {0}: {1} desired, {2} pending")
    @CsvSource({"true, 1, 0", "false, 2, 1"})
    void aTerminatedInstanceIsReplacedUnlessTheCapacityGoesDownWithIt(boolean decrement, int desired, int pending) {
        var cloud = cloud(2);

        Calls.autoScaling(
                cloud,
                "Action=TerminateInstanceInAutoScalingGroup&InstanceId=" + firstInstance(cloud)
                        + "&ShouldDecrementDesiredCapacity=" + decrement);

        assertThat(cloud.group("web")).contains(new GroupStatus(0, 10, desired, 1, pending, 1));
    }

    @Test
    void instancesAreSpreadOverTheZones() {
        var cloud = cloud(4);
        setDesired(cloud, 2);

        var left = describe(cloud).split("<member>", -1);

        assertThat(left).filteredOn(member -> member.contains("InService")).anyMatch(one -> one.contains("us-east-1a"));
        assertThat(left).filteredOn(member -> member.contains("InService")).anyMatch(one -> one.contains("us-east-1b"));
    }

    @Test
    void onlyCallsThatChangedSomethingAreMutations() {
        var cloud = cloud(2);

        setDesired(cloud, 3);
        setDesired(cloud, 3);
        Calls.autoScaling(cloud, "Action=UpdateAutoScalingGroup&AutoScalingGroupName=web&MinSize=4&MaxSize=8");

        var set = new Origin("SetDesiredCapacity", "00000000-0000-4000-8000-000000000001");
        var update = new Origin("UpdateAutoScalingGroup", "00000000-0000-4000-8000-000000000003");
        assertThat(cloud.effectiveMutations())
                .containsExactly(
                        new Mutation.DesiredChanged(START, "asg/web", 2, 3, set),
                        new Mutation.BoundsChanged(START, "asg/web", new Bounds(0, 10), new Bounds(4, 8), update),
                        new Mutation.DesiredChanged(START, "asg/web", 3, 4, update));
    }

    private static SimulatedCloud cloud(int desired) {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
        cloud.addGroup("web", 0, 10, desired);
        return cloud;
    }

    private static void setDesired(SimulatedCloud cloud, int desired) {
        Calls.autoScaling(
                cloud,
                "Action=SetDesiredCapacity&AutoScalingGroupName=web&HonorCooldown=false&DesiredCapacity=" + desired);
    }

    private static String describe(SimulatedCloud cloud) {
        var answer = Calls.autoScaling(cloud, "Action=DescribeAutoScalingGroups&AutoScalingGroupNames.member.1=web");
        return Calls.response(answer).body().asUtf8String();
    }

    private static String firstInstance(SimulatedCloud cloud) {
        return INSTANCE.matcher(describe(cloud))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}

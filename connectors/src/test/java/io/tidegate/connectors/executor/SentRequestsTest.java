package io.tidegate.connectors.executor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.InstanceStep.Hold;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.TemplateStep;
import io.tidegate.connectors.executor.command.TemplateStep.Kept;
import io.tidegate.connectors.executor.command.TemplateStep.Overrides;
import io.tidegate.connectors.executor.command.TemplateStep.Preferences;
import io.tidegate.connectors.executor.command.TemplateStep.ScaleInProtected;
import io.tidegate.schemas.naming.Target;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;

/** The bytes that the SDK sends for each kind of command: all members of a request are written out, so one more fails. */
class SentRequestsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SERVICE = "ecs/demo/web";
    private static final String GROUP = "asg/web";
    private static final String INSTANCE = "instance/i-1";
    private static final String TEMPLATE = "launch-template/lt-1";

    private final RecordingAws aws = new RecordingAws();

    @AfterEach
    void close() {
        aws.close();
    }

    /** A command and the whole of the request that it becomes: operation, then members by name. */
    record Case(String target, Order.Executable order, String operation, String members) {
        @Override
        public String toString() {
            return order + " of " + target;
        }
    }

    static Stream<Case> commands() {
        return Stream.of(
                new Case(
                        SERVICE,
                        new Order.SetCapacity(5),
                        "AmazonEC2ContainerServiceV20141113.UpdateService",
                        "{cluster=demo, desiredCount=5, service=web}"),
                new Case(
                        SERVICE,
                        new Order.SetBounds(2, 8),
                        "AnyScaleFrontendService.RegisterScalableTarget",
                        "{MaxCapacity=8, MinCapacity=2, ResourceId=service/demo/web, "
                                + "ScalableDimension=ecs:service:DesiredCount, ServiceNamespace=ecs}"),
                new Case(
                        "appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits",
                        new Order.SetBounds(0, 1),
                        "AnyScaleFrontendService.RegisterScalableTarget",
                        "{MaxCapacity=1, MinCapacity=0, ResourceId=table/orders, "
                                + "ScalableDimension=dynamodb:table:ReadCapacityUnits, ServiceNamespace=dynamodb}"),
                new Case(
                        GROUP,
                        new Order.SetGroupDesired(5),
                        "2011-01-01.SetDesiredCapacity",
                        "{AutoScalingGroupName=web, DesiredCapacity=5, HonorCooldown=false}"),
                new Case(
                        GROUP,
                        new Order.SetGroupSize(2, 8, OptionalInt.empty()),
                        "2011-01-01.UpdateAutoScalingGroup",
                        "{AutoScalingGroupName=web, MaxSize=8, MinSize=2}"),
                new Case(
                        GROUP,
                        new Order.SetGroupSize(2, 8, OptionalInt.of(3)),
                        "2011-01-01.UpdateAutoScalingGroup",
                        "{AutoScalingGroupName=web, DesiredCapacity=3, MaxSize=8, MinSize=2}"),
                new Case(
                        INSTANCE,
                        new Order.DrainInstance("demo", "arn/i-1"),
                        "AmazonEC2ContainerServiceV20141113.UpdateContainerInstancesState",
                        "{cluster=demo, containerInstances=[\"arn/i-1\"], status=DRAINING}"),
                new Case(
                        GROUP,
                        new Order.TerminateInstance("i-1", "demo", "arn/i-1", true),
                        "2011-01-01.TerminateInstanceInAutoScalingGroup",
                        "{InstanceId=i-1, ShouldDecrementDesiredCapacity=true}"),
                new Case(
                        GROUP,
                        new Order.TerminateInstance("i-1", "demo", "arn/i-1", false),
                        "2011-01-01.TerminateInstanceInAutoScalingGroup",
                        "{InstanceId=i-1, ShouldDecrementDesiredCapacity=false}"),
                new Case(
                        INSTANCE,
                        new InstanceStep.StopTasks("demo", "arn/i-1", List.of("arn/task-1")),
                        "AmazonEC2ContainerServiceV20141113.StopTask",
                        "{cluster=demo, reason=Tidegate: the instance leaves, task=arn/task-1}"),
                new Case(
                        INSTANCE,
                        new InstanceStep.DeregisterTarget("i-1", "arn/group", 8080),
                        "2015-12-01.DeregisterTargets",
                        "{TargetGroupArn=arn/group, Targets.member.1.Id=i-1, Targets.member.1.Port=8080}"),
                new Case(
                        INSTANCE,
                        new InstanceStep.DeregisterInstance("i-1", "front"),
                        "2012-06-01.DeregisterInstancesFromLoadBalancer",
                        "{Instances.member.1.InstanceId=i-1, LoadBalancerName=front}"),
                new Case(
                        INSTANCE,
                        new InstanceStep.Heartbeat(new Hold("web", "bye", "i-1", Optional.of("t-1"))),
                        "2011-01-01.RecordLifecycleActionHeartbeat",
                        "{AutoScalingGroupName=web, InstanceId=i-1, LifecycleActionToken=t-1,"
                                + " LifecycleHookName=bye}"),
                new Case(
                        INSTANCE,
                        new InstanceStep.Heartbeat(new Hold("web", "bye", "i-1", Optional.empty())),
                        "2011-01-01.RecordLifecycleActionHeartbeat",
                        "{AutoScalingGroupName=web, InstanceId=i-1, LifecycleHookName=bye}"),
                new Case(
                        INSTANCE,
                        new InstanceStep.Complete(new Hold("web", "bye", "i-1", Optional.of("t-1")), true),
                        "2011-01-01.CompleteLifecycleAction",
                        "{AutoScalingGroupName=web, InstanceId=i-1, LifecycleActionResult=CONTINUE,"
                                + " LifecycleActionToken=t-1, LifecycleHookName=bye}"),
                new Case(
                        INSTANCE,
                        new InstanceStep.Complete(new Hold("web", "bye", "i-1", Optional.empty()), false),
                        "2011-01-01.CompleteLifecycleAction",
                        "{AutoScalingGroupName=web, InstanceId=i-1, LifecycleActionResult=ABANDON,"
                                + " LifecycleHookName=bye}"));
    }

    static Stream<Case> commandsAboutTemplates() {
        var none = new Overrides(Optional.empty(), Optional.empty(), List.of());
        var all = new Overrides(Optional.of("ops"), Optional.of("m7g.large"), List.of("sg-1", "sg-2"));
        var first = LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder();
        var device = LaunchTemplateBlockDeviceMappingRequest.builder();
        return Stream.of(
                new Case(
                        TEMPLATE,
                        new TemplateStep.NewVersion("lt-1", "ami-9", "5", "token-1", none),
                        "2016-11-15.CreateLaunchTemplateVersion",
                        "{ClientToken=token-1, LaunchTemplateData.ImageId=ami-9, LaunchTemplateId=lt-1,"
                                + " SourceVersion=5}"),
                new Case(
                        TEMPLATE,
                        new TemplateStep.NewVersion("lt-1", "ami-9", "5", "token-1", all),
                        "2016-11-15.CreateLaunchTemplateVersion",
                        "{ClientToken=token-1, LaunchTemplateData.ImageId=ami-9,"
                                + " LaunchTemplateData.InstanceType=m7g.large, LaunchTemplateData.KeyName=ops,"
                                + " LaunchTemplateData.SecurityGroupId.1=sg-1,"
                                + " LaunchTemplateData.SecurityGroupId.2=sg-2, LaunchTemplateId=lt-1,"
                                + " SourceVersion=5}"),
                new Case(
                        TEMPLATE,
                        new TemplateStep.NewVersion("lt-1", "ami-9", "$Latest", "token-1", all)
                                .of(
                                        5,
                                        new Kept(
                                                List.of(
                                                        first.deviceIndex(0)
                                                                .groups("sg-7")
                                                                .build(),
                                                        first.deviceIndex(1)
                                                                .groups("sg-8")
                                                                .build()),
                                                List.of(device.deviceName("/dev/xvdb")
                                                        .ebs(ebs -> ebs.snapshotId("snap-1"))
                                                        .build()))),
                        "2016-11-15.CreateLaunchTemplateVersion",
                        "{ClientToken=token-1, LaunchTemplateData.BlockDeviceMapping.1.DeviceName=/dev/xvdb,"
                                + " LaunchTemplateData.BlockDeviceMapping.1.Ebs.SnapshotId=snap-1,"
                                + " LaunchTemplateData.ImageId=ami-9,"
                                + " LaunchTemplateData.InstanceType=m7g.large, LaunchTemplateData.KeyName=ops,"
                                + " LaunchTemplateData.NetworkInterface.1.DeviceIndex=0,"
                                + " LaunchTemplateData.NetworkInterface.1.SecurityGroupId.1=sg-1,"
                                + " LaunchTemplateData.NetworkInterface.1.SecurityGroupId.2=sg-2,"
                                + " LaunchTemplateData.NetworkInterface.2.DeviceIndex=1,"
                                + " LaunchTemplateData.NetworkInterface.2.SecurityGroupId.1=sg-8,"
                                + " LaunchTemplateId=lt-1, SourceVersion=5}"),
                new Case(
                        TEMPLATE,
                        new TemplateStep.SetDefault("lt-1", 8),
                        "2016-11-15.ModifyLaunchTemplate",
                        "{ClientToken=of the SDK, LaunchTemplateId=lt-1, SetDefaultVersion=8}"),
                new Case(
                        TEMPLATE,
                        new TemplateStep.DeleteVersions("lt-1", List.of(2L, 1L)),
                        "2016-11-15.DeleteLaunchTemplateVersions",
                        "{LaunchTemplateId=lt-1, LaunchTemplateVersion.1=1, LaunchTemplateVersion.2=2}"),
                new Case(
                        TEMPLATE,
                        new TemplateStep.PinGroup("lt-1", "web", 8),
                        "2011-01-01.UpdateAutoScalingGroup",
                        "{AutoScalingGroupName=web, LaunchTemplate.LaunchTemplateId=lt-1, LaunchTemplate.Version=8}"),
                new Case(
                        TEMPLATE,
                        new TemplateStep.RefreshInstances(
                                "lt-1",
                                "web",
                                Instant.EPOCH,
                                new Preferences(90, true, ScaleInProtected.WAIT, OptionalInt.empty())),
                        "2011-01-01.StartInstanceRefresh",
                        "{AutoScalingGroupName=web, Preferences.MinHealthyPercentage=90,"
                                + " Preferences.ScaleInProtectedInstances=Wait, Preferences.SkipMatching=true}"),
                new Case(
                        TEMPLATE,
                        new TemplateStep.RefreshInstances(
                                "lt-1",
                                "web",
                                Instant.EPOCH,
                                new Preferences(0, false, ScaleInProtected.REFRESH, OptionalInt.of(30))),
                        "2011-01-01.StartInstanceRefresh",
                        "{AutoScalingGroupName=web, Preferences.InstanceWarmup=30, Preferences.MinHealthyPercentage=0,"
                                + " Preferences.ScaleInProtectedInstances=Refresh, Preferences.SkipMatching=false}"));
    }

    @ParameterizedTest
    @MethodSource({"commands", "commandsAboutTemplates"})
    void sendsWhatIsOrderedAndNotOneMemberMore(Case command) {
        var actuators = Actuators.through(aws.calls(), Duration.ofSeconds(10));

        actuators.apply(Target.parse(command.target()), command.order());

        assertThat(aws.sent()).hasSize(1);
        var sent = aws.sent().getFirst();
        var members = sent.target().isEmpty() ? form(sent.body()) : json(sent.body());
        var operation =
                sent.target().isEmpty() ? members.remove("Version") + "." + members.remove("Action") : sent.target();
        assertThat(operation).isEqualTo(command.operation());
        // One at random where there is none of the order.
        members.computeIfPresent("ClientToken", (_, token) -> token.length() == 36 ? "of the SDK" : token);
        assertThat(members).hasToString(command.members());
    }

    @Test
    void knowsEveryKindOfCommandThatThisVersionCarriesOut() {
        assertThat(Stream.concat(commands(), commandsAboutTemplates())
                        .map(command -> command.order().getClass().getSimpleName()))
                .containsAll(
                        kinds(Order.Executable.class).map(Class::getSimpleName).toList());
    }

    private static Stream<Class<?>> kinds(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses())
                        .flatMap(SentRequestsTest::kinds)
                        .distinct()
                : Stream.of(sealed);
    }

    private static SortedMap<String, String> form(String body) {
        var members = new TreeMap<String, String>();
        for (var pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            members.put(
                    URLDecoder.decode(pair.substring(0, equals), UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return members;
    }

    private static SortedMap<String, String> json(String body) {
        try {
            var members = new TreeMap<String, String>();
            JSON.readTree(body).properties().forEach(member -> members.put(member.getKey(), text(member.getValue())));
            return members;
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}

package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.simulatedaws.balancing.ClassicPlan;
import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import io.tidegate.simulatedaws.load.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.sts.StsClient;

class PermissionsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(START, 1));

    PermissionsTest() {
        cloud.addService("ecs/shop/web", 2, Workload.ofRequests(100));
        cloud.addService("ecs/shop/api", 2, Workload.ofRequests(100));
        cloud.addGroup("web", 0, 9, 2);
    }

    private static String allow(String action, String resource, String condition) {
        return """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "%s", "Resource": "%s"%s}
                ]}
                """.formatted(action, resource, condition.isEmpty() ? "" : ", \"Condition\": {" + condition + "}");
    }

    private boolean mayUpdate(String service) {
        return Calls.response(Calls.updateService(cloud, "key", service, 5)).status() == 200;
    }

    @Test
    void allowsEverythingUntilAPolicyIsAttached() {
        assertThat(mayUpdate("web")).isTrue();

        cloud.permissions().attach("key", allow("ecs:DescribeServices", "*", ""));

        assertThat(mayUpdate("web")).isFalse();
        assertThat(cloud.permissions().denied())
                .containsExactly("ecs:UpdateService on arn:aws:ecs:us-east-1:000000000000:service/shop/web");
    }

    static Stream<Arguments> allowsWhatAPolicySays() {
        return Stream.of(
                argumentSet("action and any resource", allow("ecs:UpdateService", "*", ""), true, true),
                argumentSet("pattern of actions", allow("ecs:Update*", "*", ""), true, true),
                argumentSet("one letter", allow("ecs:UpdateServic?", "*", ""), true, true),
                argumentSet("another action", allow("ecs:DescribeServices", "*", ""), false, false),
                argumentSet(
                        "an action that begins alike", allow("ecs:UpdateServicePrimaryTaskSet", "*", ""), false, false),
                argumentSet(
                        "one resource",
                        allow("ecs:UpdateService", "arn:aws:ecs:*:*:service/shop/web", ""),
                        true,
                        false),
                argumentSet(
                        "another cluster",
                        allow("ecs:UpdateService", "arn:aws:ecs:*:*:service/other/*", ""),
                        false,
                        false),
                argumentSet(
                        "another kind of resource",
                        allow("ecs:UpdateService", "arn:aws:ecs:*:*:cluster/*", ""),
                        false,
                        false),
                argumentSet(
                        "a tag that one of them lost",
                        allow(
                                "ecs:UpdateService",
                                "*",
                                "\"StringEquals\": {\"aws:ResourceTag/tidegate\": \"managed\"}"),
                        true,
                        false),
                argumentSet(
                        "a tag with another value",
                        allow("ecs:UpdateService", "*", "\"StringEquals\": {\"aws:ResourceTag/tidegate\": \"no\"}"),
                        false,
                        false),
                argumentSet(
                        "a tag that nothing has",
                        allow("ecs:UpdateService", "*", "\"StringLike\": {\"aws:ResourceTag/team\": \"*\"}"),
                        false,
                        false),
                argumentSet(
                        "their cluster",
                        allow(
                                "ecs:UpdateService",
                                "*",
                                "\"ArnLike\": {\"ecs:cluster\": \"arn:aws:ecs:*:*:cluster/shop\"}"),
                        true,
                        true),
                argumentSet(
                        "one of two conditions",
                        allow(
                                "ecs:UpdateService",
                                "*",
                                "\"StringEquals\": {\"aws:ResourceTag/tidegate\": \"managed\"}, "
                                        + "\"ArnLike\": {\"ecs:cluster\": \"arn:aws:ecs:*:*:cluster/other\"}"),
                        false,
                        false));
    }

    @ParameterizedTest
    @MethodSource
    void allowsWhatAPolicySays(String policy, boolean web, boolean api) {
        cloud.permissions().tag("tidegate", "managed");
        cloud.permissions().untag("service/shop/api");
        cloud.permissions().attach("key", policy);

        assertThat(mayUpdate("web")).isEqualTo(web);
        assertThat(mayUpdate("api")).isEqualTo(api);
    }

    @Test
    void holdsNobodyToAnotherCallersPolicies() {
        cloud.permissions().attach("other", allow("ecs:DescribeServices", "*", ""));

        assertThat(mayUpdate("web")).isTrue();
    }

    @Test
    void addsUpWhatPoliciesAllow() {
        cloud.permissions().attach("key", allow("ecs:UpdateService", "arn:aws:ecs:*:*:service/shop/web", ""));
        cloud.permissions().attach("key", allow("ecs:UpdateService", "arn:aws:ecs:*:*:service/shop/api", ""));

        assertThat(mayUpdate("web")).isTrue();
        assertThat(mayUpdate("api")).isTrue();
    }

    @Test
    void deniesACallThatNamesOneResourceTooMany() {
        cloud.permissions().attach("key", allow("ecs:DescribeServices", "arn:aws:ecs:*:*:service/shop/web", ""));
        var ecs = SteppedClients.signing("key", EcsClient.builder(), cloud);

        var one = ecs.describeServices(request -> request.cluster("shop").services("web"));

        assertThat(one.services()).hasSize(1);
        assertThatThrownBy(() ->
                        ecs.describeServices(request -> request.cluster("shop").services("web", "api")))
                .isInstanceOf(AwsServiceException.class)
                .hasMessageContaining("service/shop/api");
    }

    @Test
    void findsTheGroupThatAnInstanceIsOf() {
        cloud.addGroup("db", 0, 9, 1);
        cloud.permissions()
                .attach(
                        "key",
                        allow(
                                "autoscaling:TerminateInstanceInAutoScalingGroup",
                                "arn:aws:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/web",
                                ""));
        cloud.permissions().attach("key", allow("autoscaling:DescribeAutoScalingGroups", "*", ""));
        var groups = SteppedClients.signing("key", AutoScalingClient.builder(), cloud);

        var refused =
                catchThrowableOfType(AwsServiceException.class, () -> terminate(groups, instanceOf(groups, "db")));
        terminate(groups, instanceOf(groups, "web"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(cloud.effectiveMutations()).hasSize(1);
    }

    @Test
    void tellsLoadBalancersApart() {
        var web = cloud.loadBalancing().add(TargetGroupPlan.ofInstances("web", 80));
        var api = cloud.loadBalancing().add(TargetGroupPlan.ofInstances("api", 80));
        cloud.loadBalancing().add(new ClassicPlan("front", 80, null, Duration.ZERO));
        cloud.permissions()
                .attach("key", allow("elasticloadbalancing:Deregister*", "arn:aws:*:*:*:targetgroup/web/*", ""));
        cloud.permissions().attach("key", allow("elasticloadbalancing:DescribeTargetHealth", "*", ""));
        var targets = SteppedClients.signing("key", ElasticLoadBalancingV2Client.builder(), cloud);
        var classic = SteppedClients.signing("key", ElasticLoadBalancingClient.builder(), cloud);

        targets.deregisterTargets(request -> request.targetGroupArn(web));
        targets.describeTargetHealth(request -> request.targetGroupArn(api));

        assertThat(code(() -> targets.deregisterTargets(request -> request.targetGroupArn(api))))
                .isEqualTo("AccessDenied");
        assertThat(code(() ->
                        classic.deregisterInstancesFromLoadBalancer(request -> request.loadBalancerName("front"))))
                .isEqualTo("AccessDenied");
        assertThat(cloud.permissions().denied())
                .containsExactly(
                        "elasticloadbalancing:DeregisterTargets on " + api,
                        "elasticloadbalancing:DeregisterInstancesFromLoadBalancer on"
                                + " arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/front");
    }

    @Test
    void tellsLaunchTemplatesApart() {
        var data = RequestLaunchTemplateData.builder().keyName("ops").build();
        var web = cloud.launchTemplates().add("web", data);
        var api = cloud.launchTemplates().add("api", data);
        cloud.permissions().attach("key", allow("ec2:*LaunchTemplate*", "arn:aws:ec2:*:*:launch-template/" + web, ""));
        cloud.permissions().attach("key", allow("ec2:DescribeLaunchTemplateVersions", "*", ""));
        var ec2 = SteppedClients.signing("key", Ec2Client.builder(), cloud);

        ec2.createLaunchTemplateVersion(
                request -> request.launchTemplateName("web").sourceVersion("1").launchTemplateData(data));
        ec2.modifyLaunchTemplate(request -> request.launchTemplateId(web).defaultVersion("2"));
        ec2.deleteLaunchTemplateVersions(
                request -> request.launchTemplateId(web).versions("1"));
        ec2.describeLaunchTemplateVersions(request -> request.launchTemplateId(api));

        assertThat(code(() -> ec2.createLaunchTemplateVersion(
                        request -> request.launchTemplateName("api").launchTemplateData(data))))
                .isEqualTo("UnauthorizedOperation");
        assertThat(code(() -> ec2.createLaunchTemplate(
                        request -> request.launchTemplateName("other").launchTemplateData(data))))
                .isEqualTo("UnauthorizedOperation");
        assertThat(code(ec2::describeImages)).isEqualTo("UnauthorizedOperation");
        assertThat(cloud.permissions().denied())
                .containsExactly(
                        "ec2:CreateLaunchTemplateVersion on arn:aws:ec2:us-east-1:000000000000:launch-template/" + api,
                        "ec2:CreateLaunchTemplate on arn:aws:ec2:us-east-1:000000000000:launch-template/*",
                        "ec2:DescribeImages on *");
    }

    @Test
    void deniesInTheWordsOfEachApi() {
        cloud.permissions().attach("key", allow("sqs:SendMessage", "*", ""));

        assertThat(code(() -> SteppedClients.signing("key", EcsClient.builder(), cloud)
                        .listServices(request -> request.cluster("shop"))))
                .isEqualTo("AccessDeniedException");
        assertThat(code(() -> SteppedClients.signing("key", ApplicationAutoScalingClient.builder(), cloud)
                        .describeScalableTargets(request -> request.serviceNamespace("ecs"))))
                .isEqualTo("AccessDeniedException");
        assertThat(code(() -> SteppedClients.signing("key", CloudWatchClient.builder(), cloud)
                        .getMetricData(request -> request.startTime(START).endTime(START.plusSeconds(60)))))
                .isEqualTo("AccessDenied");
        assertThat(code(() -> SteppedClients.signing("key", StsClient.builder(), cloud)
                        .assumeRole(request -> request.roleArn("arn:aws:iam::111122223333:role/tidegate")
                                .roleSessionName("tidegate"))))
                .isEqualTo("AccessDenied");
    }

    @Test
    void everyCallerMayAskWhoItIs() {
        cloud.permissions().attach("key", allow("sqs:SendMessage", "*", ""));

        var identity = SteppedClients.signing("key", StsClient.builder(), cloud).getCallerIdentity();

        assertThat(identity.arn()).isEqualTo("arn:aws:iam::000000000000:user/simulated");
    }

    @Test
    void refusesAPolicyThatItCouldNotHoldACallerTo() {
        assertThatThrownBy(() -> cloud.permissions()
                        .attach(
                                "key",
                                "{\"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}]}"))
                .hasMessage("Effect must be Allow, was Deny");
        assertThatThrownBy(
                        () -> cloud.permissions()
                                .attach(
                                        "key",
                                        "{\"Statement\": [{\"Effect\": \"Allow\", \"NotAction\": \"*\", \"Resource\": \"*\"}]}"))
                .hasMessage("Statement.NotAction is not simulated");
        assertThatThrownBy(() -> cloud.permissions()
                        .attach("key", allow("*", "*", "\"Bool\": {\"aws:SecureTransport\": \"true\"}")))
                .hasMessage("Condition.Bool is not simulated");
    }

    private static String instanceOf(AutoScalingClient groups, String name) {
        return groups.describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
                .autoScalingGroups()
                .getFirst()
                .instances()
                .getFirst()
                .instanceId();
    }

    private static void terminate(AutoScalingClient groups, String instance) {
        groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(instance).shouldDecrementDesiredCapacity(false));
    }

    private static String code(Runnable call) {
        return catchThrowableOfType(AwsServiceException.class, call::run)
                .awsErrorDetails()
                .errorCode();
    }

    static Stream<Arguments> namesQueuesAndRules() {
        return Stream.of(
                argumentSet(
                        "a message",
                        "AmazonSQS.ReceiveMessage",
                        "{\"QueueUrl\":\"/000000000000/hooks\"}",
                        "sqs:ReceiveMessage on arn:aws:sqs:us-east-1:000000000000:hooks"),
                argumentSet(
                        "a batch of messages",
                        "AmazonSQS.DeleteMessageBatch",
                        "{\"QueueUrl\":\"/000000000000/hooks\",\"Entries\":[]}",
                        "sqs:DeleteMessage on arn:aws:sqs:us-east-1:000000000000:hooks"),
                argumentSet(
                        "a queue by its name",
                        "AmazonSQS.GetQueueUrl",
                        "{\"QueueName\":\"hooks\"}",
                        "sqs:GetQueueUrl on arn:aws:sqs:us-east-1:000000000000:hooks"),
                argumentSet("all queues", "AmazonSQS.ListQueues", "{}", "sqs:ListQueues on *"),
                argumentSet(
                        "a rule",
                        "AWSEvents.PutTargets",
                        "{\"Rule\":\"hooks\",\"Targets\":[]}",
                        "events:PutTargets on arn:aws:events:us-east-1:000000000000:rule/hooks"));
    }

    @ParameterizedTest
    @MethodSource
    void namesQueuesAndRules(String target, String body, String denied) {
        cloud.permissions().attach("key", allow("ecs:DescribeServices", "*", ""));

        var answer = Calls.response(Calls.json(cloud, "key", target, body));

        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(cloud.permissions().denied()).containsExactly(denied);
    }

    @Test
    void completingAnActionNeedsItsGroup() {
        cloud.permissions().attach("key", allow("autoscaling:CompleteLifecycleAction", "*group*/other", ""));
        try (var groups = SteppedClients.signing("key", AutoScalingClient.builder(), cloud)) {

            assertThatThrownBy(() -> groups.completeLifecycleAction(request -> request.autoScalingGroupName("web")
                            .lifecycleHookName("drain")
                            .instanceId("i-1")
                            .lifecycleActionResult("CONTINUE")))
                    .hasMessageContaining("is not authorized to perform: autoscaling:CompleteLifecycleAction");
        }
        assertThat(cloud.permissions().denied()).singleElement().asString().endsWith(":autoScalingGroupName/web");
    }
}

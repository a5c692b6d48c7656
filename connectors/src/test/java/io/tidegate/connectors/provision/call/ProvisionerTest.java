package io.tidegate.connectors.provision.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.connectors.provision.Blueprint;
import io.tidegate.connectors.provision.Change;
import io.tidegate.connectors.provision.Plan;
import io.tidegate.connectors.provision.Samples;
import io.tidegate.connectors.provision.Standing;
import io.tidegate.simulatedaws.fault.Fault;
import io.tidegate.simulatedaws.image.ImagePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** Against simulated AWS over HTTP, with what {@code deploy/iam/provisioner.json} allows and no more. */
class ProvisionerTest {
    private static final Blueprint WHOLE = Samples.of(Samples.WHOLE);
    private static final int CALLS = 9;

    // Where the home cloud is, as its ARNs tell.
    private static final String REGION = "us-east-1";

    private static String stateOfOneRun = "";

    private LocalAws aws;
    private AwsClients clients;
    private Provisioner provisioner;

    @BeforeEach
    void start() {
        aws = new LocalAws(IamPolicy.PROVISIONER);
        aws.addService("ecs/shop/web", 2);
        aws.aws().tell(cloud -> {
            cloud.images().add(ImagePlan.of("ami-00000001", "web-1"));
            for (var name : List.of("web", "other")) {
                cloud.launchTemplates().add(name, data());
            }
        });
        clients = AwsClients.create(
                config(), StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
        provisioner = provisioner();
    }

    private static RequestLaunchTemplateData data() {
        return RequestLaunchTemplateData.builder()
                .imageId("ami-00000001")
                .instanceType("m7g.large")
                .build();
    }

    private AwsConfig config() {
        return AwsConfig.defaults().at(REGION, aws.aws().endpoint());
    }

    private Provisioner provisioner() {
        return Provisioner.of(clients, config(), _ -> {});
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    private List<String> execute(Plan plan) throws InterruptedException {
        var made = new ArrayList<String>();
        provisioner.execute(plan, change -> made.add(change.call()));
        return made;
    }

    private static final class KilledException extends RuntimeException {}

    private static Progress killedAfter(int calls) {
        var made = new ArrayList<Change>();
        return change -> {
            made.add(change);
            if (made.size() == calls) {
                throw new KilledException();
            }
        };
    }

    @Test
    void makesEverythingFromNothingAndNothingASecondTime() throws InterruptedException {
        var made = execute(provisioner.plan(WHOLE, false));

        assertThat(made).hasSize(CALLS);
        var again = provisioner.plan(WHOLE, false);
        assertThat(again.changes()).isEmpty();
        assertThat(again.differences()).isEmpty();
        assertThat(again.notes()).isEmpty();
    }

    @Test
    void tagsWhatItMakes() throws InterruptedException {
        execute(provisioner.plan(WHOLE, false));

        assertThat(provisioner.read(WHOLE).all().values())
                .filteredOn(stands -> !stands.id().text().startsWith("cluster/"))
                .allMatch(stands -> stands.ours());
        assertThat(aws.allPowerful()
                        .groups()
                        .describeAutoScalingGroups()
                        .autoScalingGroups()
                        .getFirst()
                        .tags())
                .extracting(TagDescription::key)
                .containsExactlyInAnyOrder("AmazonECSManaged", "team", "tidegate");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void goesOnAfterBeingKilledBetweenAnyTwoCalls(int calls) throws InterruptedException {
        assertThatThrownBy(() -> provisioner.execute(provisioner.plan(WHOLE, false), killedAfter(calls)))
                .isInstanceOf(KilledException.class);

        provisioner = provisioner();
        var made = execute(provisioner.plan(WHOLE, false));

        assertThat(made).hasSize(CALLS - calls);
        assertThat(state()).isEqualTo(stateOfOneRun);
    }

    static Stream<Integer> calls() {
        return Stream.iterate(1, calls -> calls <= CALLS, calls -> calls + 1);
    }

    private String state() {
        return text(provisioner.read(WHOLE));
    }

    @BeforeAll
    static void makeAllInOneRun() throws InterruptedException {
        var other = new ProvisionerTest();
        other.start();
        try {
            other.execute(other.provisioner.plan(WHOLE, false));
            stateOfOneRun = other.state();
        } finally {
            other.stop();
        }
    }

    // Other than by time, ids of chance and how many instances are under way.
    private static String text(Standing standing) {
        return standing.all().values().stream()
                .map(stands -> stands.id() + " " + stands.ours() + " "
                        + stands.members().values().entrySet().stream()
                                .filter(member ->
                                        !member.getKey().matches(".*(Timestamp|[cC]reat(ed|ion)Time|Instances).*"))
                                .toList())
                .toList()
                .toString();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void goesOnRemovingAfterBeingKilled(int calls) throws InterruptedException {
        execute(provisioner.plan(WHOLE, false));
        int removals = provisioner.removal(WHOLE, true).changes().size();
        assertThat(removals).isEqualTo(CALLS);

        assertThatThrownBy(() -> provisioner.execute(provisioner.removal(WHOLE, true), killedAfter(calls)))
                .isInstanceOf(KilledException.class);
        execute(provisioner.removal(WHOLE, true));

        assertThat(provisioner.read(WHOLE).all())
                .containsOnlyKeys(WHOLE.resources().get(7).id());
    }

    @Test
    void finishesCallsWhoseAnswersWereLost() throws InterruptedException {
        var plan = provisioner.plan(WHOLE, false);
        aws.aws().tell(cloud -> {
            for (var name :
                    List.of("autoscaling.CreateAutoScalingGroup", "sqs.CreateQueue", "ecs.CreateCapacityProvider")) {
                cloud.faults().ask(name, Fault.CUT_AFTER_EFFECT, 1);
            }
        });

        execute(plan);

        assertThat(provisioner.plan(WHOLE, false).differences()).isEmpty();
    }

    @Test
    void makesOnlyWhatSomebodyChanged() throws InterruptedException {
        execute(provisioner.plan(WHOLE, false));
        aws.allPowerful()
                .groups()
                .updateAutoScalingGroup(
                        request -> request.autoScalingGroupName("web").maxSize(3));
        aws.allPowerful()
                .groups()
                .deleteLifecycleHook(
                        request -> request.autoScalingGroupName("web").lifecycleHookName("tidegate-drain"));

        var plan = provisioner.plan(WHOLE, false);

        assertThat(plan.differences().keySet())
                .extracting(Object::toString)
                .containsExactly("group/web", "hook/web/tidegate-drain");
        assertThat(execute(plan)).containsExactly("autoscaling:UpdateAutoScalingGroup", "autoscaling:PutLifecycleHook");
        assertThat(provisioner.plan(WHOLE, false).differences()).isEmpty();
    }

    @Test
    void changesNothingWhereSomebodyElseHasAQueueOfThatName() {
        aws.allPowerful().queues().createQueue(request -> request.queueName("lifecycle"));

        var plan = provisioner.plan(WHOLE, false);

        assertThat(plan.refusals()).singleElement().asString().startsWith("queue/lifecycle must bear the tag");
        assertThatThrownBy(() -> execute(plan)).isInstanceOf(IllegalArgumentException.class);
        assertThat(aws.allPowerful().groups().describeAutoScalingGroups().autoScalingGroups())
                .isEmpty();
    }

    @Test
    void takesOverAQueueWhenItIsToldTo() throws InterruptedException {
        aws.allPowerful().queues().createQueue(request -> request.queueName("lifecycle"));

        var made = execute(provisioner.plan(WHOLE, true));

        assertThat(made).startsWith("sqs:TagQueue", "sqs:SetQueueAttributes").hasSize(CALLS + 1);
        assertThat(provisioner.plan(WHOLE, false).differences()).isEmpty();
    }

    @Test
    void setsATagThatTheFileGot() throws InterruptedException {
        execute(provisioner.plan(WHOLE, false));
        var tagged = Samples.of(
                Samples.WHOLE.replace("name: web\n    group", "name: web\n    tags: {team: shop}\n    group"));

        assertThat(execute(provisioner.plan(tagged, false))).containsExactly("ecs:TagResource");
        assertThat(provisioner.plan(tagged, false).differences()).isEmpty();
    }

    @Test
    void leavesWhatOthersMadeWhenItRemoves() throws InterruptedException {
        aws.allPowerful().queues().createQueue(request -> request.queueName("lifecycle"));
        aws.allPowerful().queues().createQueue(request -> request.queueName("theirs"));
        aws.aws().tell(cloud -> cloud.addGroup("theirs", 1, 2, 1));
        aws.allPowerful()
                .ecs()
                .putClusterCapacityProviders(request -> request.cluster("shop")
                        .capacityProviders("FARGATE")
                        .defaultCapacityProviderStrategy(List.of()));
        var others = Samples.of(Samples.WHOLE.replaceAll("(?s)queue:.*groups:", "groups:"));
        execute(provisioner.plan(others, false));

        var plan = provisioner.removal(WHOLE, true);
        execute(plan);

        assertThat(plan.notes()).contains("queue/lifecycle stays, for it does not bear the tag tidegate=managed");
        assertThat(aws.allPowerful().queues().listQueues().queueUrls()).hasSize(2);
        assertThat(aws.allPowerful().groups().describeAutoScalingGroups().autoScalingGroups())
                .singleElement()
                .satisfies(group -> assertThat(group.autoScalingGroupName()).isEqualTo("theirs"));
        assertThat(aws.allPowerful()
                        .ecs()
                        .describeClusters(request -> request.clusters("shop"))
                        .clusters()
                        .getFirst()
                        .capacityProviders())
                .containsExactly("FARGATE");
    }

    @Test
    void saysWhereItFailedAndHowFarItCame() {
        var plan = provisioner.plan(WHOLE, false);
        aws.allPowerful()
                .groups()
                .createAutoScalingGroup(request -> request.autoScalingGroupName("web")
                        .launchTemplate(template -> template.launchTemplateName("other"))
                        .minSize(0)
                        .maxSize(1));

        assertThatThrownBy(() -> execute(plan))
                .isInstanceOf(ProvisionException.class)
                .hasMessageStartingWith(
                        "autoscaling:CreateAutoScalingGroup of group/web must succeed, did not after 5 of 9"
                                + " changes: AlreadyExists: ");
    }

    @Test
    void worksForAServiceWhoseBoundsAPolicySets() throws InterruptedException {
        execute(provisioner.plan(WHOLE, false));
        var kept = Samples.of(Samples.WHOLE.replace("max: 9", "max: 9\n    keepBounds: true\n    suspend: [schedule]"));
        aws.allPowerful()
                .scaling()
                .registerScalableTarget(request -> request.serviceNamespace("ecs")
                        .resourceId("service/shop/web")
                        .scalableDimension("ecs:service:DesiredCount")
                        .maxCapacity(30));

        execute(provisioner.plan(kept, false));

        assertThat(aws.allPowerful()
                        .scaling()
                        .describeScalableTargets(request -> request.serviceNamespace("ecs"))
                        .scalableTargets())
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.maxCapacity()).isEqualTo(30);
                    assertThat(target.suspendedState().dynamicScalingOutSuspended())
                            .isFalse();
                    assertThat(target.suspendedState().scheduledScalingSuspended())
                            .isTrue();
                });
    }

    @Test
    void letsEventsReachTheQueue() throws InterruptedException {
        execute(provisioner.plan(WHOLE, false));
        String victim = aws.allPowerful()
                .groups()
                .describeAutoScalingGroups()
                .autoScalingGroups()
                .getFirst()
                .instances()
                .getFirst()
                .instanceId();

        aws.aws().tell(cloud -> cloud.interruptSpot(victim));

        List<String> bodies = aws.aws().ask(cloud -> cloud.messageQueues().bodies("lifecycle"));
        assertThat(bodies).anyMatch(body -> body.contains("EC2 Spot Instance Interruption Warning"));
    }

    private static final Blueprint OLD = Samples.of("""
            {"AutoScalingGroupName": "old", "LaunchConfigurationName": "old-7", "MinSize": 0, "MaxSize": 1}
            """);

    private void haveLaunchConfiguration() {
        aws.aws()
                .tell(cloud -> cloud.launchConfigurations()
                        .add(LaunchConfiguration.builder()
                                .launchConfigurationName("old-7")
                                .imageId("ami-00000001")
                                .instanceType("m5.large")
                                .userData("IyEvYmluL3No")
                                .build()));
    }

    @Test
    void launchesAGroupFromATemplateThatItMakesOfTheLaunchConfiguration() throws InterruptedException {
        haveLaunchConfiguration();

        var made = execute(provisioner.plan(provisioner.converted(OLD), false));

        assertThat(made).containsExactly("ec2:CreateLaunchTemplate", "autoscaling:CreateAutoScalingGroup");
        assertThat(aws.allPowerful()
                        .ec2()
                        .describeLaunchTemplateVersions(
                                request -> request.launchTemplateName("old-7").versions("$Default"))
                        .launchTemplateVersions())
                .singleElement()
                .satisfies(version ->
                        assertThat(version.launchTemplateData().userData()).isEqualTo("IyEvYmluL3No"));
        assertThat(provisioner.plan(provisioner.converted(OLD), false).differences())
                .isEmpty();
        assertThat(execute(provisioner.removal(provisioner.converted(OLD), true)))
                .containsExactly("autoscaling:DeleteAutoScalingGroup", "ec2:DeleteLaunchTemplate");
    }

    @Test
    void movesAGroupThatStandsFromItsLaunchConfiguration() throws InterruptedException {
        haveLaunchConfiguration();
        aws.allPowerful()
                .groups()
                .createAutoScalingGroup(request -> request.autoScalingGroupName("old")
                        .launchConfigurationName("old-7")
                        .minSize(0)
                        .maxSize(1));

        var made = execute(provisioner.plan(provisioner.converted(OLD), true));

        assertThat(made)
                .containsExactly(
                        "ec2:CreateLaunchTemplate",
                        "autoscaling:CreateOrUpdateTags",
                        "autoscaling:UpdateAutoScalingGroup");
        assertThat(provisioner.plan(provisioner.converted(OLD), false).differences())
                .isEmpty();
    }

    @Test
    void refusesALaunchConfigurationThatDoesNotStand() {
        assertThat(provisioner.plan(provisioner.converted(OLD), false).refusals())
                .containsExactly("launch-template/old-7 must be made of the launch configuration old-7, which does not"
                        + " stand");
    }

    @Test
    void refusesATemplateOfThatNameThatIsNotOurs() {
        haveLaunchConfiguration();
        aws.aws().tell(cloud -> cloud.launchTemplates().add("old-7", data()));

        assertThat(provisioner.plan(provisioner.converted(OLD), true).refusals())
                .singleElement()
                .asString()
                .startsWith("launch-template/old-7 must bear the tag tidegate=managed to be launched from");
    }
}

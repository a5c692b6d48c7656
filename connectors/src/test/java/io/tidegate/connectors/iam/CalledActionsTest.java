package io.tidegate.connectors.iam;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;

/** The calls to AWS in the compiled code, against what the policies allow: neither may know one that the other does not. */
class CalledActionsTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tidegate.connectors");

    private static final Map<String, String> PREFIX_BY_CLIENT = Map.of(
            "EcsClient", "ecs",
            "AutoScalingClient", "autoscaling",
            "Ec2Client", "ec2",
            "ElasticLoadBalancingClient", "elasticloadbalancing",
            "ElasticLoadBalancingV2Client", "elasticloadbalancing",
            "ApplicationAutoScalingClient", "application-autoscaling",
            "CloudWatchClient", "cloudwatch",
            "SqsClient", "sqs",
            "EventBridgeClient", "events",
            "StsClient", "sts");

    @Test
    void theExecutorCallsExactlyWhatItsPolicyAllows() {
        assertThat(calls(CalledActionsTest::isOfTheExecutor)).isEqualTo(allowed(IamPolicy.EXECUTOR));
    }

    @Test
    void theSourcesCallExactlyWhatTheirPolicyAllows() {
        assertThat(calls(caller -> !isOfTheExecutor(caller) && !isOfTheNotifications(caller) && !isOfProvision(caller)))
                .isEqualTo(allowed(IamPolicy.CONNECTORS));
    }

    @Test
    void whoTellsOutcomesCallsExactlyWhatItsPolicyAllows() {
        assertThat(calls(CalledActionsTest::isOfTheNotifications)).isEqualTo(allowed(IamPolicy.OUTCOME_EVENTS));
    }

    @Test
    void provisionCallsExactlyWhatItsPolicyAllows() {
        assertThat(calls(CalledActionsTest::isOfProvision)).isEqualTo(allowed(IamPolicy.PROVISIONER));
    }

    private static boolean isOfProvision(JavaClass caller) {
        return caller.getPackageName().startsWith("io.tidegate.connectors.provision");
    }

    private static boolean isOfTheExecutor(JavaClass caller) {
        return caller.getPackageName().startsWith("io.tidegate.connectors.executor");
    }

    private static boolean isOfTheNotifications(JavaClass caller) {
        return caller.getPackageName().startsWith("io.tidegate.connectors.notification");
    }

    @Test
    void requestsOfTheExecutorThatChangeSomethingAreBuiltInOnePlace() {
        var changes = IamPolicy.EXECUTOR.actions().stream()
                .filter(AwsAction::isWrite)
                .map(action -> action.operation() + "Request$")
                .toList();

        noClasses()
                .that()
                .resideInAPackage("io.tidegate.connectors..")
                .and()
                .resideOutsideOfPackage("io.tidegate.connectors.provision..")
                .and()
                .doNotHaveSimpleName("ChangeRequests")
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "builds a request that changes something",
                        access -> changes.stream()
                                .anyMatch(name ->
                                        access.getTargetOwner().getName().contains("." + name))))
                .check(CODE);
    }

    private interface Origin {
        boolean includes(JavaClass caller);
    }

    private static SortedSet<String> calls(Origin origin) {
        return CODE.stream()
                .filter(type -> type.getPackageName().startsWith("io.tidegate.connectors"))
                .filter(origin::includes)
                // A call, or a method that is handed on to be called.
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .flatMap(access -> action(access).stream())
                .collect(toCollection(TreeSet::new));
    }

    private static Optional<String> action(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        if (!owner.isAssignableTo(SdkClient.class)
                || Set.of("close", "builder", "create", "serviceClientConfiguration")
                        .contains(name)) {
            return Optional.empty();
        }
        var prefix = Optional.ofNullable(PREFIX_BY_CLIENT.get(owner.getSimpleName()))
                .orElseThrow(() -> new AssertionError("a client that no policy is about: " + owner.getName()));
        var operation = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        // A batch of messages needs the permission for one (SQS developer guide, "API permissions reference").
        return Optional.of(prefix + ":" + (prefix.equals("sqs") ? operation.replaceFirst("Batch$", "") : operation));
    }

    private static SortedSet<String> allowed(IamPolicy policy) {
        return policy.actions().stream().map(AwsAction::text).collect(toCollection(TreeSet::new));
    }
}

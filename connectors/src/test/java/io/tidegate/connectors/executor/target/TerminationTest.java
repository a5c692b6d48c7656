package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.connectors.executor.command.Order.TerminateInstance;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target.Group;
import io.tidegate.schemas.naming.Target.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingResponseMetadata;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;

class TerminationTest {
    private static final Group WEB = new Group(Place.DEFAULT, "web");
    private static final TerminateInstance END = new TerminateInstance("i-1", "demo", "arn/i-1", true);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final FakeEcs ecs = new FakeEcs();

    private Termination termination(Groups groups) {
        return new Termination(groups, ecs, TIMEOUT);
    }

    @Test
    void endsOneInstanceAndSaysWhetherTheGroupShallShrink() {
        var groups = new Groups("InService");

        var answer = termination(groups).apply(WEB, END);
        termination(groups).apply(WEB, new TerminateInstance("i-2", "demo", "arn/i-2", false));

        assertThat(answer).isEqualTo(new Answer.Accepted("r-1"));
        assertThat(groups.changes)
                .extracting(
                        TerminateInstanceInAutoScalingGroupRequest::instanceId,
                        TerminateInstanceInAutoScalingGroupRequest::shouldDecrementDesiredCapacity)
                .containsExactly(tuple("i-1", true), tuple("i-2", false));
        assertThat(groups.changes
                        .getFirst()
                        .overrideConfiguration()
                        .orElseThrow()
                        .apiCallTimeout())
                .contains(TIMEOUT);
    }

    @Test
    void takesAnInstanceThatAwsDoesNotKnowForOneThatHasEnded() {
        var groups = new Groups("InService")
                .refusing("Instance Id not found - No managed instance found for instance ID: i-1");

        assertThat(termination(groups).apply(WEB, END)).isEqualTo(new Answer.Gone());
    }

    @Test
    void leavesEveryOtherRefusalToItsCaller() {
        var groups = new Groups("InService").refusing("AutoScalingGroup cannot be below its min size");

        assertThatThrownBy(() -> termination(groups).apply(WEB, END)).hasMessageContaining("below its min size");
    }

    static Stream<Arguments> showsAnInstanceAndWhatRunsOnIt() {
        var draining = new FakeEcs().instance("DRAINING", 1, 1);
        return Stream.of(
                argumentSet(
                        "registered",
                        "InService",
                        draining,
                        new Observed.Member("InService", Optional.of(new Observed.ContainerInstance("DRAINING", 2)))),
                argumentSet(
                        "deregistered",
                        "InService",
                        new FakeEcs().instance("INACTIVE", 0, 0),
                        new Observed.Member("InService", Optional.empty())),
                argumentSet(
                        "unknown to ECS",
                        "InService",
                        new FakeEcs().failure("MISSING", null),
                        new Observed.Member("InService", Optional.empty())),
                argumentSet(
                        "not told by ECS",
                        "InService",
                        new FakeEcs().failure("ACCESS", null),
                        new Observed.NotFound("ECS does not describe container instance arn/i-1: ACCESS")),
                argumentSet(
                        "ending, whatever runs on it",
                        "Terminating:Wait",
                        draining,
                        new Observed.Member("Terminating:Wait", Optional.empty())),
                argumentSet("in no group", null, draining, new Observed.Gone()));
    }

    @ParameterizedTest
    @MethodSource
    void showsAnInstanceAndWhatRunsOnIt(@Nullable String lifecycle, FakeEcs answering, Observed expected) {
        var groups = new Groups(lifecycle);

        assertThat(new Termination(groups, answering, TIMEOUT).observe(WEB, END))
                .isEqualTo(expected);
    }

    @Test
    void doesNotTouchAnInstanceOfAnotherGroup() {
        assertThat(termination(new Groups("InService")).observe(new Group(Place.DEFAULT, "other"), END))
                .isEqualTo(new Observed.NotFound("instance i-1 must be in group other, was in web"));
    }

    // The real client of the SDK, which repeats what fails in this way: each repetition could end one more.
    @Test
    void makesOneAttemptOnlyAtAnEndThatFails() throws IOException {
        var attempts = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            attempts.incrementAndGet();
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
        var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var clients = AwsClients.create(
                AwsConfig.defaults().at("eu-central-1", endpoint),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))) {
            var termination = new Termination(clients.groups(), clients.ecs(), TIMEOUT);

            var thrown = catchException(() -> termination.apply(WEB, END));
            int attemptsToEnd = attempts.getAndSet(0);
            var alsoThrown = catchException(() -> termination.observe(WEB, END));

            assertThat(Failures.classify(thrown).kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
            assertThat(Failures.classify(alsoThrown).kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
            assertThat(attemptsToEnd).isOne();
            assertThat(attempts)
                    .as("attempts to look")
                    .hasValue(AwsConfig.defaults().maxAttempts());
        } finally {
            server.stop(0);
        }
    }

    /** Knows {@code i-1} of the group {@code web}, unless it has no lifecycle. */
    private static final class Groups implements AutoScalingClient {
        private static final AutoScalingResponseMetadata METADATA =
                AutoScalingResponseMetadata.create(DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "r-1")));

        private final List<TerminateInstanceInAutoScalingGroupRequest> changes = new ArrayList<>();
        private final @Nullable String lifecycle;
        private @Nullable String refusal;

        Groups(@Nullable String lifecycle) {
            this.lifecycle = lifecycle;
        }

        Groups refusing(String message) {
            refusal = message;
            return this;
        }

        @Override
        public DescribeAutoScalingInstancesResponse describeAutoScalingInstances(
                DescribeAutoScalingInstancesRequest request) {
            assertThat(request.instanceIds()).containsExactly("i-1");
            var found = AutoScalingInstanceDetails.builder()
                    .instanceId("i-1")
                    .autoScalingGroupName("web")
                    .lifecycleState(lifecycle)
                    .build();
            return DescribeAutoScalingInstancesResponse.builder()
                    .autoScalingInstances(lifecycle == null ? List.of() : List.of(found))
                    .build();
        }

        @Override
        public TerminateInstanceInAutoScalingGroupResponse terminateInstanceInAutoScalingGroup(
                TerminateInstanceInAutoScalingGroupRequest request) {
            if (refusal != null) {
                throw AutoScalingException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ValidationError")
                                .errorMessage(refusal)
                                .build())
                        .build();
            }
            changes.add(request);
            return (TerminateInstanceInAutoScalingGroupResponse) TerminateInstanceInAutoScalingGroupResponse.builder()
                    .responseMetadata(METADATA)
                    .build();
        }

        @Override
        public String serviceName() {
            return "autoscaling";
        }

        @Override
        public void close() {}
    }
}

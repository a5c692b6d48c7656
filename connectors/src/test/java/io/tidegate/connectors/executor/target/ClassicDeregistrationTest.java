package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.InstanceStep.DeregisterInstance;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.ElasticLoadBalancingException;
import software.amazon.awssdk.services.elasticloadbalancing.model.ElasticLoadBalancingResponseMetadata;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;

class ClassicDeregistrationTest {
    private static final Target.Instance ONE = new Target.Instance(Place.DEFAULT, "i-1");
    private static final DeregisterInstance LEAVE = new DeregisterInstance("i-1", "front");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    static Stream<Arguments> showsAnInstanceOfALoadBalancer() {
        return Stream.of(
                argumentSet("in use", state("InService", "N/A"), new Observed.Registration("InService (N/A)", false)),
                argumentSet(
                        "failing",
                        state(
                                "OutOfService",
                                "Instance has failed at least the UnhealthyThreshold number of health"
                                        + " checks consecutively."),
                        new Observed.Registration(
                                "OutOfService (Instance has failed at least the UnhealthyThreshold number of health"
                                        + " checks consecutively.)",
                                false)),
                argumentSet(
                        "without a description", state("Unknown", null), new Observed.Registration("Unknown", false)),
                argumentSet(
                        "leaving, in service while its connections drain",
                        state("InService", "Instance deregistration currently in progress."),
                        new Observed.Registration("InService (Instance deregistration currently in progress.)", true)),
                argumentSet(
                        "left",
                        state("OutOfService", "Instance is not currently registered with the LoadBalancer."),
                        new Observed.Registration(
                                "OutOfService (Instance is not currently registered with the LoadBalancer.)", true)),
                argumentSet("ended", null, new Observed.Gone()));
    }

    @ParameterizedTest
    @MethodSource
    void showsAnInstanceOfALoadBalancer(@Nullable InstanceState state, Observed expected) {
        var balancers = new Balancers(state, null);

        assertThat(new ClassicDeregistration(balancers, TIMEOUT).observe(ONE, LEAVE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidInstance", "LoadBalancerNotFound", "AccessPointNotFound"})
    void takesNoLoadBalancerAndNoInstanceForDone(String code) {
        var deregistration = new ClassicDeregistration(new Balancers(null, code), TIMEOUT);

        assertThat(deregistration.observe(ONE, LEAVE)).isEqualTo(new Observed.Gone());
        assertThat(deregistration.apply(ONE, LEAVE)).isEqualTo(new Answer.Gone());
    }

    @Test
    void leavesEveryOtherRefusalToItsCaller() {
        var deregistration = new ClassicDeregistration(new Balancers(null, "AccessDenied"), TIMEOUT);

        assertThatThrownBy(() -> deregistration.observe(ONE, LEAVE)).hasMessageContaining("refused");
        assertThatThrownBy(() -> deregistration.apply(ONE, LEAVE)).hasMessageContaining("refused");
    }

    @Test
    void deregistersOneInstanceWithinItsTimeLimit() {
        var balancers = new Balancers(null, null);

        var answer = new ClassicDeregistration(balancers, TIMEOUT).apply(ONE, LEAVE);

        assertThat(answer).isEqualTo(new Answer.Accepted("r-1"));
        assertThat(balancers.changes).hasSize(1);
        assertThat(balancers.changes.getFirst().instances())
                .extracting(Instance::instanceId)
                .containsExactly("i-1");
        assertThat(balancers
                        .changes
                        .getFirst()
                        .overrideConfiguration()
                        .orElseThrow()
                        .apiCallTimeout())
                .contains(TIMEOUT);
    }

    private static InstanceState state(String state, @Nullable String description) {
        return InstanceState.builder()
                .instanceId("i-1")
                .state(state)
                .description(description)
                .build();
    }

    /** Knows the load balancer {@code front}, or refuses everything. */
    private static final class Balancers implements ElasticLoadBalancingClient {
        private static final ElasticLoadBalancingResponseMetadata METADATA =
                ElasticLoadBalancingResponseMetadata.create(
                        DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "r-1")));

        private final List<DeregisterInstancesFromLoadBalancerRequest> changes = new ArrayList<>();
        private final @Nullable InstanceState state;
        private final @Nullable String code;

        Balancers(@Nullable InstanceState state, @Nullable String code) {
            this.state = state;
            this.code = code;
        }

        @Override
        public DescribeInstanceHealthResponse describeInstanceHealth(DescribeInstanceHealthRequest request) {
            refuse();
            assertThat(request.loadBalancerName()).isEqualTo("front");
            assertThat(request.instances()).extracting(Instance::instanceId).containsExactly("i-1");
            return DescribeInstanceHealthResponse.builder()
                    .instanceStates(state == null ? List.of() : List.of(state))
                    .build();
        }

        @Override
        public DeregisterInstancesFromLoadBalancerResponse deregisterInstancesFromLoadBalancer(
                DeregisterInstancesFromLoadBalancerRequest request) {
            refuse();
            changes.add(request);
            return (DeregisterInstancesFromLoadBalancerResponse) DeregisterInstancesFromLoadBalancerResponse.builder()
                    .responseMetadata(METADATA)
                    .build();
        }

        private void refuse() {
            if (code != null) {
                throw ElasticLoadBalancingException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(code)
                                .errorMessage("refused")
                                .build())
                        .build();
            }
        }

        @Override
        public String serviceName() {
            return "elasticloadbalancing";
        }

        @Override
        public void close() {}
    }
}

package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.InstanceStep.DeregisterTarget;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target.Instance;
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
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2ResponseMetadata;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

class TargetDeregistrationTest {
    private static final Instance ONE = new Instance(Place.DEFAULT, "i-1");
    private static final DeregisterTarget LEAVE = new DeregisterTarget("i-1", "arn/group", 8080);
    private static final TargetDescription TARGET =
            TargetDescription.builder().id("i-1").port(8080).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    static Stream<Arguments> showsATargetAtItsPort() {
        return Stream.of(
                argumentSet("in use", "healthy", null, new Observed.Registration("healthy", false)),
                argumentSet(
                        "failing",
                        "unhealthy",
                        "Target.Timeout",
                        new Observed.Registration("unhealthy (Target.Timeout)", false)),
                argumentSet(
                        "leaving",
                        "draining",
                        "Target.DeregistrationInProgress",
                        new Observed.Registration("draining (Target.DeregistrationInProgress)", true)),
                argumentSet(
                        "left",
                        "unused",
                        "Target.NotRegistered",
                        new Observed.Registration("unused (Target.NotRegistered)", true)),
                argumentSet(
                        "registered with a group that no load balancer uses",
                        "unused",
                        "Target.NotInUse",
                        new Observed.Registration("unused (Target.NotInUse)", false)));
    }

    @ParameterizedTest
    @MethodSource
    void showsATargetAtItsPort(String state, @Nullable String reason, Observed expected) {
        var balancers = new Balancers("instance").showing(state, reason);

        assertThat(new TargetDeregistration(balancers, TIMEOUT).observe(ONE, LEAVE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip", "lambda", "alb"})
    void asksNothingMoreOfAGroupWithoutInstances(String type) {
        var balancers = new Balancers(type);

        assertThat(new TargetDeregistration(balancers, TIMEOUT).observe(ONE, LEAVE))
                .isEqualTo(new Observed.OtherTargets(type));
        assertThat(balancers.healthLooks).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TargetGroupNotFound", "InvalidTarget"})
    void takesNoGroupAndNoInstanceForDone(String code) {
        var deregistration = new TargetDeregistration(new Balancers("instance").refusing(code), TIMEOUT);

        assertThat(deregistration.observe(ONE, LEAVE)).isEqualTo(new Observed.Gone());
        assertThat(deregistration.apply(ONE, LEAVE)).isEqualTo(new Answer.Gone());
    }

    @Test
    void leavesEveryOtherRefusalToItsCaller() {
        var deregistration = new TargetDeregistration(new Balancers("instance").refusing("AccessDenied"), TIMEOUT);

        assertThatThrownBy(() -> deregistration.observe(ONE, LEAVE)).hasMessageContaining("refused");
        assertThatThrownBy(() -> deregistration.apply(ONE, LEAVE)).hasMessageContaining("refused");
    }

    @Test
    void deregistersOneTargetWithinItsTimeLimit() {
        var balancers = new Balancers("instance");

        var answer = new TargetDeregistration(balancers, TIMEOUT).apply(ONE, LEAVE);

        assertThat(answer).isEqualTo(new Answer.Accepted("r-1"));
        assertThat(balancers.changes).hasSize(1);
        assertThat(balancers.changes.getFirst().targets()).containsExactly(TARGET);
        assertThat(balancers
                        .changes
                        .getFirst()
                        .overrideConfiguration()
                        .orElseThrow()
                        .apiCallTimeout())
                .contains(TIMEOUT);
    }

    /** Knows one target group, or refuses everything. */
    private static final class Balancers implements ElasticLoadBalancingV2Client {
        private static final ElasticLoadBalancingV2ResponseMetadata METADATA =
                ElasticLoadBalancingV2ResponseMetadata.create(
                        DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "r-1")));

        private final List<DeregisterTargetsRequest> changes = new ArrayList<>();
        private final String type;
        private TargetHealth health = TargetHealth.builder().state("healthy").build();
        private @Nullable String code;
        private int healthLooks;

        Balancers(String type) {
            this.type = type;
        }

        Balancers showing(String state, @Nullable String reason) {
            health = TargetHealth.builder().state(state).reason(reason).build();
            return this;
        }

        Balancers refusing(String withCode) {
            code = withCode;
            return this;
        }

        @Override
        public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
            assertThat(request.targetGroupArns()).containsExactly("arn/group");
            refuse();
            return DescribeTargetGroupsResponse.builder()
                    .targetGroups(TargetGroup.builder().targetType(type).build())
                    .build();
        }

        @Override
        public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
            healthLooks++;
            assertThat(request.targets()).containsExactly(TARGET);
            return DescribeTargetHealthResponse.builder()
                    .targetHealthDescriptions(TargetHealthDescription.builder()
                            .target(TARGET)
                            .targetHealth(health)
                            .build())
                    .build();
        }

        @Override
        public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
            refuse();
            changes.add(request);
            return (DeregisterTargetsResponse) DeregisterTargetsResponse.builder()
                    .responseMetadata(METADATA)
                    .build();
        }

        private void refuse() {
            if (code != null) {
                throw ElasticLoadBalancingV2Exception.builder()
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

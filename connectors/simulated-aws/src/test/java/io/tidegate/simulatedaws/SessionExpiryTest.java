package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.simulatedaws.identity.AssumableRole;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** How long temporary credentials last, on a clock that the test steps. */
class SessionExpiryTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ROLE = "arn:aws:iam::111122223333:role/tidegate";

    private final CloudConfig calm = CloudConfig.calm(START, 1);
    private final Clouds clouds = new Clouds(calm);
    private final StsClient sts = SteppedClients.client(
            StsClient.builder(), clouds::answer, Region.US_EAST_1, AnonymousCredentialsProvider.create());

    SessionExpiryTest() {
        clouds.add(calm.withPlace("111122223333", "us-east-1"));
        clouds.sessions().add(new AssumableRole(ROLE, Optional.empty()));
    }

    private AssumeRoleResponse assume(int seconds) {
        return sts.assumeRole(request(ROLE).durationSeconds(seconds).build());
    }

    private static AssumeRoleRequest.Builder request(String role) {
        return AssumeRoleRequest.builder().roleArn(role).roleSessionName("tidegate");
    }

    private static AwsCredentialsProvider session(AssumeRoleResponse assumed) {
        var given = assumed.credentials();
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
    }

    private EcsClient ecs(AssumeRoleResponse assumed) {
        return SteppedClients.client(EcsClient.builder(), clouds::answer, Region.US_EAST_1, session(assumed));
    }

    private static void assertExpired(Runnable call, int status, String code) {
        var refused = catchThrowableOfType(AwsServiceException.class, call::run);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.awsErrorDetails().errorMessage())
                .isEqualTo("The security token included in the request is expired");
        assertThat(refused.statusCode()).isEqualTo(status);
    }

    @Test
    void lastsAsLongAsWasAskedForAndAnHourOtherwise() {
        clouds.step(START.plusSeconds(10));

        assertThat(assume(43_200).credentials().expiration()).isEqualTo(Instant.parse("2026-11-23T00:00:10Z"));
        assertThat(sts.assumeRole(request(ROLE).build()).credentials().expiration())
                .isEqualTo(Instant.parse("2026-11-22T13:00:10Z"));
    }

    @Test
    void isGoodUntilItExpiresAndNeverAgain() {
        var assumed = assume(900);
        var ecs = ecs(assumed);
        clouds.step(START.plusSeconds(899));
        assertThat(ecs.listClusters().clusterArns()).isEmpty();

        clouds.step(START.plusSeconds(900));

        assertExpired(ecs::listClusters, 400, "ExpiredTokenException");
        assertThat(ecs(assume(900)).listClusters().clusterArns()).isEmpty();
    }

    @Test
    void expiresInTheWordsOfEachApi() {
        var session = session(assume(900));
        var groups = SteppedClients.client(AutoScalingClient.builder(), clouds::answer, Region.US_EAST_1, session);
        var metrics = SteppedClients.client(CloudWatchClient.builder(), clouds::answer, Region.US_EAST_1, session);
        var asRole = SteppedClients.client(StsClient.builder(), clouds::answer, Region.US_EAST_1, session);

        clouds.step(START.plusSeconds(900));

        assertExpired(groups::describeAutoScalingGroups, 403, "ExpiredToken");
        assertExpired(
                () -> metrics.getMetricData(request -> request.startTime(START).endTime(START.plusSeconds(60))),
                403,
                "ExpiredToken");
        assertExpired(asRole::getCallerIdentity, 403, "ExpiredToken");
        assertExpired(() -> asRole.assumeRole(request(ROLE).build()), 403, "ExpiredToken");
    }

    @Test
    void aCloudByItselfHasNoRoles() {
        var alone = SteppedClients.client(StsClient.builder(), new SimulatedCloud(calm));

        var denied = catchThrowableOfType(
                AwsServiceException.class, () -> alone.assumeRole(request(ROLE).build()));

        assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(alone.getCallerIdentity().account()).isEqualTo("000000000000");
    }
}

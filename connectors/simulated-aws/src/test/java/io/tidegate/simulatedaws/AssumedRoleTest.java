package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.simulatedaws.identity.AssumableRole;
import io.tidegate.simulatedaws.load.Workload;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Roles in other accounts over HTTP, as the SDK's own clients and providers assume and use them. */
class AssumedRoleTest {
    private static final String HOME = "000000000000";
    private static final String OTHER = "111122223333";
    private static final String ROLE = "arn:aws:iam::111122223333:role/ops/tidegate";
    private static final String UNKNOWN_TOKEN = "The security token included in the request is invalid.";

    private SimulatedAws aws;
    private URI endpoint;
    private StsClient sts;

    @BeforeEach
    void start() throws Exception {
        var calm = CloudConfig.calm(Instant.now(), 1);
        aws = SimulatedAws.start(calm, 0);
        aws.add(calm.withPlace(HOME, "eu-west-1"));
        aws.add(calm.withPlace(OTHER, "us-east-1"));
        aws.add(calm.withPlace(OTHER, "eu-west-1"));
        aws.addRole(new AssumableRole(ROLE, Optional.of("secret-handshake")));
        addService(HOME, "us-east-1", 1);
        addService(HOME, "eu-west-1", 2);
        addService(OTHER, "us-east-1", 3);
        addService(OTHER, "eu-west-1", 4);
        endpoint = aws.endpoint();
        sts = Clients.client(StsClient.builder(), endpoint);
    }

    private void addService(String account, String region, int desired) {
        aws.tell(account, region, cloud -> cloud.addService("ecs/shop/web", desired, Workload.ofRequests(1)));
    }

    @AfterEach
    void stop() {
        sts.close();
        aws.close();
    }

    private int desired(String account, String region) {
        return aws.ask(
                account,
                region,
                cloud -> cloud.service("ecs/shop/web").orElseThrow().desired());
    }

    private static int desired(EcsClient ecs) {
        return ecs.describeServices(request -> request.cluster("shop").services("web"))
                .services()
                .getFirst()
                .desiredCount();
    }

    private EcsClient ecs(String region, AwsCredentialsProvider credentials) {
        return Clients.client(EcsClient.builder(), endpoint, region, credentials);
    }

    private Credentials assume() {
        return sts.assumeRole(request()).credentials();
    }

    private static AssumeRoleRequest request() {
        return AssumeRoleRequest.builder()
                .roleArn(ROLE)
                .roleSessionName("night-shift")
                .externalId("secret-handshake")
                .build();
    }

    private static AwsCredentialsProvider session(Credentials given) {
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
    }

    private static AwsServiceException refused(Runnable call) {
        return catchThrowableOfType(AwsServiceException.class, call::run);
    }

    private static void assertRefused(Runnable call, int status, String code, String message) {
        var refused = refused(call);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(refused.statusCode()).isEqualTo(status);
    }

    @Test
    void reachesTheServiceOfItsAccountAndNotTheOneOfTheSameNameAtHome() {
        try (var provider = StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(request())
                        .build();
                var ecs = ecs("us-east-1", provider)) {
            var service = ecs.updateService(
                            request -> request.cluster("shop").service("web").desiredCount(9))
                    .service();

            assertThat(service.serviceArn()).isEqualTo("arn:aws:ecs:us-east-1:111122223333:service/shop/web");
            assertThat(desired(OTHER, "us-east-1")).isEqualTo(9);
            assertThat(desired(HOME, "us-east-1")).isEqualTo(1);
        }
    }

    @Test
    void twoRegionsOfAnAccountAreTwoWorlds() {
        var credentials = session(assume());
        var ordinary = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

        try (var east = ecs("us-east-1", credentials);
                var west = ecs("eu-west-1", credentials);
                var homeWest = ecs("eu-west-1", ordinary)) {
            west.updateService(request -> request.cluster("shop").service("web").desiredCount(7));

            assertThat(desired(east)).isEqualTo(3);
            assertThat(desired(west)).isEqualTo(7);
            assertThat(desired(homeWest)).isEqualTo(2);
        }
    }

    @Test
    void ordinaryCredentialsReachTheHomeCloudInARegionThatHasNone() {
        var ordinary = StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "secret"));

        try (var south = ecs("ap-southeast-2", ordinary)) {
            assertThat(desired(south)).isEqualTo(1);
        }
    }

    @Test
    void deniesARoleThatIsUnknownOrWhoseExternalIdIsAnotherOrMissing() {
        var unknown = request().toBuilder()
                .roleArn("arn:aws:iam::111122223333:role/nobody")
                .build();
        var other = request().toBuilder().externalId("another-id").build();
        var missing = request().toBuilder().externalId(null).build();
        var denied = "User: arn:aws:iam::000000000000:user/simulated is not authorized to perform: sts:AssumeRole"
                + " on resource: ";

        assertRefused(
                () -> sts.assumeRole(unknown), 403, "AccessDenied", denied + "arn:aws:iam::111122223333:role/nobody");
        assertRefused(() -> sts.assumeRole(other), 403, "AccessDenied", denied + ROLE);
        assertRefused(() -> sts.assumeRole(missing), 403, "AccessDenied", denied + ROLE);
    }

    @Test
    void aRoleWithoutAnExternalIdTakesAnyOrNone() {
        aws.addRole(new AssumableRole("arn:aws:iam::111122223333:role/open", Optional.empty()));
        var open = request().toBuilder().roleArn("arn:aws:iam::111122223333:role/open");

        var withId = sts.assumeRole(open.externalId("whatever").build());
        var without = sts.assumeRole(open.externalId(null).build());

        assertThat(withId.credentials().accessKeyId()).isEqualTo("ASIA0000000000000001");
        assertThat(without.credentials().accessKeyId()).isEqualTo("ASIA0000000000000002");
        assertThat(without.credentials().sessionToken())
                .isNotEqualTo(withId.credentials().sessionToken());
    }

    @Test
    void checksTheRequestAsAwsDoes() {
        assertInvalid(
                request().toBuilder().roleSessionName("night shift").build(),
                "1 validation error detected: Value 'night shift' at 'roleSessionName' failed to satisfy constraint:"
                        + " Member must satisfy regular expression pattern: [\\w+=,.@-]*");
        assertInvalid(
                request().toBuilder().roleSessionName("x").build(),
                "1 validation error detected: Value 'x' at 'roleSessionName' failed to satisfy constraint:"
                        + " Member must have length greater than or equal to 2");
        assertInvalid(
                request().toBuilder().roleSessionName("x".repeat(65)).build(),
                "1 validation error detected: Value '" + "x".repeat(65)
                        + "' at 'roleSessionName' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 64");
        assertInvalid(
                request().toBuilder().roleSessionName(null).build(),
                "1 validation error detected: Value null at 'roleSessionName' failed to satisfy constraint:"
                        + " Member must not be null");
        assertInvalid(
                request().toBuilder().roleArn("tidegate").build(),
                "1 validation error detected: Value 'tidegate' at 'roleArn' failed to satisfy constraint:"
                        + " Member must have length greater than or equal to 20");
        assertInvalid(
                request().toBuilder().durationSeconds(899).build(),
                "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint:"
                        + " Member must have value greater than or equal to 900");
        assertInvalid(
                request().toBuilder().durationSeconds(43_201).build(),
                "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint:"
                        + " Member must have value less than or equal to 43200");
    }

    private void assertInvalid(AssumeRoleRequest request, String message) {
        assertRefused(() -> sts.assumeRole(request), 400, "ValidationError", message);
    }

    @Test
    void refusesWhatItCouldNotHoldASessionTo() {
        assertInvalid(request().toBuilder().policy("{}").build(), "Session policies are not simulated");
        assertInvalid(
                request().toBuilder().sourceIdentity("alice").build(), "MFA and source identities are not simulated");
        assertInvalid(
                request().toBuilder().transitiveTagKeys("team").build(), "Session tags and contexts are not simulated");
    }

    @Test
    void tellsWhoReallyCalls() {
        var assumed = sts.assumeRole(request());

        try (var asRole = Clients.client(StsClient.builder(), endpoint, "eu-west-1", session(assumed.credentials()))) {
            var user = sts.getCallerIdentity();
            var role = asRole.getCallerIdentity();

            assertThat(user.account()).isEqualTo(HOME);
            assertThat(user.arn()).isEqualTo("arn:aws:iam::000000000000:user/simulated");
            assertThat(role.account()).isEqualTo(OTHER);
            assertThat(role.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/tidegate/night-shift");
            assertThat(role.arn()).isEqualTo(assumed.assumedRoleUser().arn());
            assertThat(role.userId())
                    .matches("AROA[0-9A-F]{17}:night-shift")
                    .isEqualTo(assumed.assumedRoleUser().assumedRoleId());
        }
    }

    @Test
    void aSessionAssumesAnotherRoleForAnHourAtMost() {
        aws.addRole(new AssumableRole("arn:aws:iam::444455556666:role/far", Optional.empty()));
        var far = AssumeRoleRequest.builder()
                .roleArn("arn:aws:iam::444455556666:role/far")
                .roleSessionName("second")
                .build();

        try (var asRole = Clients.client(StsClient.builder(), endpoint, "us-east-1", session(assume()))) {
            var chained = asRole.assumeRole(far);

            assertThat(chained.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::444455556666:assumed-role/far/second");
            assertRefused(
                    () -> asRole.assumeRole(
                            far.toBuilder().durationSeconds(3_601).build()),
                    400,
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                            + " chaining.");
            // STS knows it, although its account has no cloud.
            try (var asFar =
                    Clients.client(StsClient.builder(), endpoint, "us-east-1", session(chained.credentials()))) {
                assertThat(asFar.getCallerIdentity().account()).isEqualTo("444455556666");
            }
        }
    }

    @Test
    void aKeyIsGoodForNothingWithoutItsSessionToken() {
        var given = assume();
        var bare = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(given.accessKeyId(), given.secretAccessKey()));
        var ofAnother =
                session(given.toBuilder().sessionToken(assume().sessionToken()).build());

        for (var credentials : new AwsCredentialsProvider[] {bare, ofAnother}) {
            try (var ecs = ecs("us-east-1", credentials);
                    var groups = Clients.client(AutoScalingClient.builder(), endpoint, "us-east-1", credentials);
                    var asRole = Clients.client(StsClient.builder(), endpoint, "us-east-1", credentials)) {
                assertRefused(() -> desired(ecs), 400, "UnrecognizedClientException", UNKNOWN_TOKEN);
                assertRefused(groups::describeAutoScalingGroups, 403, "InvalidClientTokenId", UNKNOWN_TOKEN);
                assertRefused(asRole::getCallerIdentity, 403, "InvalidClientTokenId", UNKNOWN_TOKEN);
            }
        }
        assertThat(aws.ask(OTHER, "us-east-1", SimulatedCloud::callCounts).failed())
                .containsEntry("ecs.DescribeServices", 2L);
    }

    @Test
    void aSessionIsUnknownInARegionWhereItsAccountHasNoCloud() {
        var credentials = session(assume());

        try (var ecs = ecs("ap-southeast-2", credentials);
                var groups = Clients.client(AutoScalingClient.builder(), endpoint, "ap-southeast-2", credentials);
                var metrics = Clients.client(CloudWatchClient.builder(), endpoint, "ap-southeast-2", credentials)) {
            assertRefused(() -> desired(ecs), 400, "UnrecognizedClientException", UNKNOWN_TOKEN);
            assertRefused(groups::describeAutoScalingGroups, 403, "InvalidClientTokenId", UNKNOWN_TOKEN);
            assertRefused(
                    () -> metrics.getMetricData(
                            request -> request.startTime(Instant.EPOCH).endTime(Instant.EPOCH.plusSeconds(60))),
                    403,
                    "InvalidClientTokenId",
                    UNKNOWN_TOKEN);
        }
        assertThat(aws.ask(SimulatedCloud::callCounts).received()).doesNotContainKey("ecs.DescribeServices");
    }

    @Test
    void holdsASessionToThePoliciesOfItsRole() {
        aws.tell(OTHER, "us-east-1", cloud -> cloud.permissions().attach(ROLE, """
                {"Statement": [{"Effect": "Allow", "Action": "ecs:DescribeServices",
                  "Resource": "arn:aws:ecs:us-east-1:111122223333:service/*"}]}
                """));
        var ordinary = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

        try (var ecs = ecs("us-east-1", session(assume()));
                var home = ecs("us-east-1", ordinary)) {
            assertThat(desired(ecs)).isEqualTo(3);
            assertRefused(
                    () -> ecs.updateService(
                            request -> request.cluster("shop").service("web").desiredCount(9)),
                    400,
                    "AccessDeniedException",
                    "User: arn:aws:sts::111122223333:assumed-role/tidegate/night-shift is not authorized to perform:"
                            + " ecs:UpdateService on resource: arn:aws:ecs:us-east-1:111122223333:service/shop/web"
                            + " because no identity-based policy allows the ecs:UpdateService action");
            home.updateService(request -> request.cluster("shop").service("web").desiredCount(9));
        }
        assertThat(desired(OTHER, "us-east-1")).isEqualTo(3);
        assertThat(desired(HOME, "us-east-1")).isEqualTo(9);
        List<String> denied =
                aws.ask(OTHER, "us-east-1", cloud -> cloud.permissions().denied());
        assertThat(denied).containsExactly("ecs:UpdateService on arn:aws:ecs:us-east-1:111122223333:service/shop/web");
    }

    @Test
    void whoHasPoliciesAssumesTheRolesThatTheyAllowAndNoOthers() {
        aws.addRole(new AssumableRole("arn:aws:iam::111122223333:role/admin", Optional.empty()));
        aws.tell(cloud -> cloud.permissions().attach("key", """
                {"Statement": [{"Effect": "Allow", "Action": ["sts:AssumeRole"],
                  "Resource": "arn:aws:iam::*:role/ops/tidegate"}]}
                """));
        var admin = request().toBuilder()
                .roleArn("arn:aws:iam::111122223333:role/admin")
                .build();

        assertThat(assume().accessKeyId()).startsWith("ASIA");
        assertRefused(
                () -> sts.assumeRole(admin),
                403,
                "AccessDenied",
                "User: arn:aws:iam::000000000000:user/simulated is not authorized to perform: sts:AssumeRole on"
                        + " resource: arn:aws:iam::111122223333:role/admin because no identity-based policy allows the"
                        + " sts:AssumeRole action");
    }

    @Test
    void stsIsTheSameInAllRegions() {
        var ordinary = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

        for (var region : new String[] {"eu-west-1", "ap-southeast-2"}) {
            try (var regional = Clients.client(StsClient.builder(), endpoint, region, ordinary)) {
                assertThat(regional.assumeRole(request()).assumedRoleUser().arn())
                        .isEqualTo("arn:aws:sts::111122223333:assumed-role/tidegate/night-shift");
            }
        }
        assertThat(aws.ask(SimulatedCloud::callCounts).received()).containsEntry("sts.AssumeRole", 2L);
    }
}

package io.tidegate.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.connectors.iam.IamScope;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.identity.AssumableRole;
import io.tidegate.simulatedaws.load.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** The production clients of several accounts, held to the delivered policies, against simulated AWS. */
class SimulatedPlacesContractTest {
    private static final String OTHER = "111122223333";
    private static final String ROLE = "arn:aws:iam::111122223333:role/tidegate";
    private static final Place EAST = new Place(OTHER, "us-east-1");
    private static final Place WEST = new Place(OTHER, "eu-west-1");

    private SimulatedAws aws;

    @BeforeEach
    void start() throws Exception {
        var calm = CloudConfig.calm(Instant.now(), 1);
        aws = SimulatedAws.start(calm, 0);
        aws.add(calm.withPlace(OTHER, "us-east-1"));
        aws.add(calm.withPlace(OTHER, "eu-west-1"));
        aws.addRole(new AssumableRole(ROLE, Optional.of("handshake")));
        aws.tell(cloud -> {
            cloud.addService("ecs/shop/web", 1, Workload.ofRequests(1));
            cloud.permissions().attach("key", IamPolicy.ASSUME_ROLE.json(IamScope.WIDEST));
            cloud.permissions().attach("key", IamPolicy.EXECUTOR.json(IamScope.WIDEST));
        });
        arrange(EAST, 2);
        arrange(WEST, 3);
    }

    private void arrange(Place place, int desired) {
        aws.tell(place.account(), place.region(), cloud -> {
            cloud.addService("ecs/shop/web", desired, Workload.ofRequests(1));
            cloud.permissions().tag("tidegate", "managed");
            cloud.permissions().attach(ROLE, IamPolicy.EXECUTOR.json(IamScope.WIDEST));
        });
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private AwsPlaces places(String externalId) {
        var role = new AssumedRole(ROLE, Optional.of(externalId));
        var account = new AwsAccount(OTHER, List.of("us-east-1", "eu-west-1"), Optional.of(role));
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
        return AwsPlaces.create(
                AwsConfig.defaults().at("eu-central-1", aws.endpoint()).reaching(List.of(account)),
                new AwsPlaces.Caller(credentials, "instance-1", name -> Optional.empty()));
    }

    private static int desired(EcsClient ecs) {
        return ecs.describeServices(request -> request.cluster("shop").services("web"))
                .services()
                .getFirst()
                .desiredCount();
    }

    private static EcsClient ecs(AwsPlaces places, Place place) {
        return Objects.requireNonNull(places.all().get(place)).ecs();
    }

    @Test
    void servicesOfOneNameAreApartInEachPlace() {
        try (var places = places("handshake")) {
            ecs(places, WEST)
                    .updateService(
                            request -> request.cluster("shop").service("web").desiredCount(9));

            assertThat(desired(places.home().ecs())).isEqualTo(1);
            assertThat(desired(ecs(places, EAST))).isEqualTo(2);
            assertThat(desired(ecs(places, WEST))).isEqualTo(9);
        }
        List<String> denied = aws.ask(cloud -> cloud.permissions().denied());
        assertThat(denied).isEmpty();
    }

    @Test
    void aRoleThatCannotBeAssumedFailsTheCallsOfItsAccountAlone() {
        try (var places = places("wrong")) {
            var refused = catchThrowableOfType(StsException.class, () -> desired(ecs(places, EAST)));

            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(desired(places.home().ecs())).isEqualTo(1);
        }
    }
}

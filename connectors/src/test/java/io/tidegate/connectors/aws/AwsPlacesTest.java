package io.tidegate.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.aws.AwsPlaces.Caller;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.identity.AssumableRole;
import io.tidegate.simulatedaws.load.Workload;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A service of the same name in three places of two accounts; how many tasks it has tells which one was asked. */
class AwsPlacesTest {
    private static final String OWN = "111111111111";
    private static final String OTHER = "222222222222";
    private static final String ROLE = "arn:aws:iam::222222222222:role/tidegate";
    private static final Place OWN_ELSEWHERE = new Place(OWN, "us-east-1");
    private static final Place OTHERS = new Place(OTHER, "eu-central-1");

    private final SimulatedAws aws;

    AwsPlacesTest() throws IOException {
        aws = SimulatedAws.start(cloud().withPlace(OWN, "eu-central-1"), 0);
        aws.add(cloud().withPlace(OWN, "us-east-1"));
        aws.add(cloud().withPlace(OTHER, "eu-central-1"));
        aws.addRole(new AssumableRole(ROLE, Optional.of("shop-7")));
        aws.tell(home -> home.addService("ecs/demo/web", 1, Workload.ofRequests(100)));
        aws.tell(OWN, "us-east-1", cloud -> cloud.addService("ecs/demo/web", 2, Workload.ofRequests(100)));
        aws.tell(OTHER, "eu-central-1", cloud -> cloud.addService("ecs/demo/web", 3, Workload.ofRequests(100)));
    }

    private static CloudConfig cloud() {
        return CloudConfig.calm(Instant.now(), 1);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void reachesEachAccountAndRegion() {
        try (var places = places("shop-${NUMBER}", "7")) {
            assertThat(places.all().keySet()).containsExactlyInAnyOrder(Place.DEFAULT, OWN_ELSEWHERE, OTHERS);
            assertThat(tasks(places, Place.DEFAULT)).isEqualTo(1);
            assertThat(tasks(places, OWN_ELSEWHERE)).isEqualTo(2);
            assertThat(tasks(places, OTHERS)).isEqualTo(3);
        }
    }

    @Test
    void refusesAnExternalIdWhoseVariableIsNotSet() {
        var caller = new Caller(credentials(), "a", _ -> Optional.empty());

        assertThatThrownBy(() -> AwsPlaces.create(config("shop-${NUMBER}"), caller))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("aws.accounts.222222222222.externalId must be made of variables that are set,"
                        + " NUMBER was not");
    }

    @Test
    void namesSessionsAfterTheInstance() {
        assertThat(new Caller(credentials(), "pod 7/a", _ -> Optional.empty()).session())
                .isEqualTo("tidegate-pod-7-a");
        assertThat(new Caller(credentials(), "x".repeat(80), _ -> Optional.empty()).session())
                .hasSize(64);
    }

    private AwsPlaces places(String externalId, String number) {
        Secrets secrets = name -> Optional.of(number).filter(_ -> name.equals("NUMBER"));
        return AwsPlaces.create(config(externalId), new Caller(credentials(), "a", secrets));
    }

    private AwsConfig config(String externalId) {
        var role = new AssumedRole(ROLE, Optional.of(externalId));
        return AwsConfig.defaults()
                .at("eu-central-1", aws.endpoint())
                .reaching(List.of(
                        new AwsAccount(OWN, List.of("us-east-1"), Optional.empty()),
                        new AwsAccount(OTHER, List.of("eu-central-1"), Optional.of(role))));
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
    }

    private static int tasks(AwsPlaces places, Place place) {
        return Objects.requireNonNull(places.all().get(place))
                .ecs()
                .describeServices(request -> request.cluster("demo").services("web"))
                .services()
                .getFirst()
                .desiredCount();
    }
}

package io.tidegate.connectors.inventory.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.schemas.naming.Target.Cluster;
import io.tidegate.schemas.naming.Target.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WatchedClusterTest {
    private static final Cluster DEMO = new Cluster(Place.DEFAULT, "demo");
    private static final WatchedCluster INSTANCES = WatchedCluster.instancesOf(DEMO);
    private static final WatchedCluster WEB = new WatchedCluster(DEMO, Optional.of("web"), List.of("api"));
    private static final WatchedCluster OTHER = new WatchedCluster(DEMO, Optional.of("other"), List.of());

    static Stream<Arguments> mergesWhatTwoPoliciesWantToKnow() {
        return Stream.of(
                argumentSet("both the instances", INSTANCES, INSTANCES, Optional.of(INSTANCES)),
                argumentSet("the later everything", INSTANCES, WEB, Optional.of(WEB)),
                argumentSet("the first everything", WEB, INSTANCES, Optional.of(WEB)),
                argumentSet("both the same", WEB, WEB, Optional.of(WEB)),
                argumentSet("each another group", WEB, OTHER, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource
    void mergesWhatTwoPoliciesWantToKnow(WatchedCluster first, WatchedCluster later, Optional<WatchedCluster> merged) {
        assertThat(first.merged(later)).isEqualTo(merged);
    }
}

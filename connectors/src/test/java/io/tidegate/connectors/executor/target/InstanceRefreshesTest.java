package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.TemplateStep.Preferences;
import io.tidegate.connectors.executor.command.TemplateStep.RefreshInstances;
import io.tidegate.connectors.executor.command.TemplateStep.ScaleInProtected;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.TemplateObserved;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

class InstanceRefreshesTest {
    private static final Target.LaunchTemplate TEMPLATE = new Target.LaunchTemplate(Place.DEFAULT, "lt-1");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RefreshInstances REFRESH = new RefreshInstances(
            "lt-1", "web", NOON, new Preferences(90, true, ScaleInProtected.IGNORE, OptionalInt.of(60)));

    private final FakeGroups groups = new FakeGroups();
    private final InstanceRefreshes refreshes = new InstanceRefreshes(groups, TIMEOUT);

    @Test
    void showsThatThereWasNone() {
        assertThat(refreshes.observe(TEMPLATE, REFRESH)).isEqualTo(new TemplateObserved.NotRefreshed());
    }

    @Test
    void showsTheLatest() {
        groups.refresh(refresh("Failed", NOON.minusSeconds(60)))
                .refresh(refresh("Successful", NOON))
                .refresh(refresh("Cancelled", NOON.minusSeconds(90)));

        assertThat(refreshes.observe(TEMPLATE, REFRESH))
                .isEqualTo(new TemplateObserved.Refresh("Successful", false, Optional.of(NOON)));
    }

    @Test
    void showsTheOneThatIsUnderWayRather() {
        groups.refresh(refresh("Pending", null)).refresh(refresh("Successful", NOON));

        assertThat(refreshes.observe(TEMPLATE, REFRESH))
                .isEqualTo(new TemplateObserved.Refresh("Pending", true, Optional.empty()));
    }

    static Stream<Arguments> knowsWhetherARefreshIsUnderWay() {
        return Stream.of(
                argumentSet("pending", "Pending", true),
                argumentSet("in progress", "InProgress", true),
                argumentSet("successful", "Successful", false),
                argumentSet("failed", "Failed", false),
                argumentSet("cancelling", "Cancelling", true),
                argumentSet("cancelled", "Cancelled", false),
                argumentSet("rolling back", "RollbackInProgress", true),
                argumentSet("rolled back in part", "RollbackFailed", false),
                argumentSet("rolled back", "RollbackSuccessful", false),
                argumentSet("baking", "Baking", true),
                argumentSet("of a status that AWS has just invented", "Resting", true));
    }

    @ParameterizedTest
    @MethodSource
    void knowsWhetherARefreshIsUnderWay(String status, boolean underWay) {
        groups.refresh(refresh(status, NOON));

        assertThat(refreshes.observe(TEMPLATE, REFRESH))
                .isEqualTo(new TemplateObserved.Refresh(status, underWay, Optional.of(NOON)));
    }

    @Test
    void knowsEveryStatusOfTheSdk() {
        assertThat(knowsWhetherARefreshIsUnderWay().map(row -> (String) row.get()[0]))
                .containsAll(InstanceRefreshStatus.knownValues().stream()
                        .map(InstanceRefreshStatus::toString)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(ScaleInProtected.class)
    void startsARefreshInOneAttempt(ScaleInProtected protectedOnes) {
        var step =
                new RefreshInstances("lt-1", "web", NOON, new Preferences(90, true, protectedOnes, OptionalInt.of(60)));

        assertThat(refreshes.apply(TEMPLATE, step)).isEqualTo(new Answer.Accepted("r-1"));

        var sent = (StartInstanceRefreshRequest) groups.changes.getFirst();
        assertThat(sent.preferences().scaleInProtectedInstancesAsString()).isEqualToIgnoringCase(protectedOnes.name());
        var call = sent.overrideConfiguration().orElseThrow();
        assertThat(call.apiCallTimeout()).contains(TIMEOUT);
        assertThat(call.plugins()).as("no retries of the SDK").hasSize(1);
    }

    private static InstanceRefresh refresh(String status, @Nullable Instant startedAt) {
        return InstanceRefresh.builder().status(status).startTime(startedAt).build();
    }
}

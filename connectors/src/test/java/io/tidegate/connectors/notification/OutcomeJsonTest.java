package io.tidegate.connectors.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.OutcomeStatus;
import org.junit.jupiter.api.Test;

class OutcomeJsonTest {

    @Test
    void writesACloudEventWithTheOutcomeAsItsData() {
        var outcome = Outcomes.outcome("c-1", OutcomeStatus.REFUSED, "ACCESS_DENIED")
                .setMessage("not \"you\"")
                .build();

        var event = OutcomeJson.cloudEvent("urn:tidegate:prod", outcome);

        assertThat(event)
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"c-1\",\"source\":\"urn:tidegate:prod\","
                        + "\"type\":\"io.tidegate.command.outcome.v1\",\"subject\":\"ecs/demo/web\","
                        + "\"time\":\"2026-11-22T10:00:00.250Z\",\"datacontenttype\":\"application/json\",\"data\":"
                        + OutcomeJson.data(outcome) + "}");
    }

    @Test
    void writesEachFieldThatIsSetByItsName() {
        var data = OutcomeJson.data(Outcomes.applied("c-1"));

        assertThat(data)
                .startsWith("{\"commandId\":\"c-1\",\"domain\":\"ecs/demo/web\",\"target\":\"ecs/demo/web\","
                        + "\"epoch\":\"2026-11-01T00:00:00Z\",\"sequence\":7,\"status\":\"APPLIED\",\"reason\":\"OK\","
                        + "\"at\":\"2026-11-22T10:00:00.250Z\",\"requestId\":\"r-c-1\",\"attempts\":1,"
                        + "\"latencyMillis\":123,\"retryable\":false")
                .doesNotContain("\"message\"");
    }
}

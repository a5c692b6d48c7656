package io.tidegate.deploy.service;

import static io.tidegate.deploy.view.SomeFacts.NOON;
import static io.tidegate.deploy.view.SomeFacts.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.deploy.role.Figure;
import io.tidegate.deploy.role.Readiness;
import io.tidegate.deploy.role.Role;
import io.tidegate.deploy.service.ServiceConfig.HttpAddress;
import io.tidegate.deploy.view.LiveView;
import io.tidegate.deploy.view.SomeFacts;
import io.tidegate.schemas.ScheduleTick;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServiceTest {
    private static final LiveView VIEW = new LiveView();
    private static final AtomicBoolean ROLE_UP = new AtomicBoolean(true);
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(NOON);
    private static final HttpService HTTP = HttpService.start(
            new HttpAddress("127.0.0.1", 0), VIEW, new Readiness(List.of(new FakeRole()), VIEW, NOW::get));

    private static final class FakeRole implements Role {
        @Override
        public String name() {
            return "streams";
        }

        @Override
        public Health health() {
            return new Health(ROLE_UP.get(), "told by the test");
        }

        @Override
        public List<Figure> figures() {
            return List.of(new Figure(
                    Figure.Kind.COUNTER, "tidegate.fake.things", "Told by the test", sorted("kind", "odd"), () -> 3));
        }

        @Override
        public void close() {}
    }

    @AfterAll
    static void stop() {
        HTTP.close();
    }

    @BeforeEach
    void ticking() {
        VIEW.take(new ScheduleTick(0, NOON));
        ROLE_UP.set(true);
        NOW.set(NOON.plusSeconds(1));
    }

    @Test
    void showsTargetsDecisionsAndPoliciesAsJson() throws Exception {
        VIEW.take(SomeFacts.observed(NOON, 10, 7));
        VIEW.take(SomeFacts.scaledOut(NOON, 1, 10, "first"));

        var targets = json("/v1/targets");
        var decisions = json("/v1/decisions?limit=1");
        var policies = json("/v1/policies");

        assertThat(targets.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(targets.at("/targets/0/target").asText()).isEqualTo(TARGET);
        assertThat(targets.at("/targets/0/running").asInt()).isEqualTo(7);
        assertThat(targets.at("/targets/0/action/outcome").asText()).isEqualTo("SCALE_OUT");
        assertThat(targets.at("/parts/0/name").asText()).isEqualTo("streams");
        assertThat(targets.at("/parts/0/up").asBoolean()).isTrue();
        assertThat(decisions.at("/decisions/0/reason").asText()).isEqualTo("TARGET_TRACKING");
        assertThat(policies.path("policies").isArray()).isTrue();
    }

    @Test
    void isReadyOnlyWhileEveryRoleWorksAndTheClockTicks() throws Exception {
        int ready = get("/health/readiness").statusCode();
        ROLE_UP.set(false);
        int roleDown = get("/health/readiness").statusCode();
        ROLE_UP.set(true);
        NOW.set(NOON.plusSeconds(11));
        int noTick = get("/health/readiness").statusCode();
        int alive = get("/health/liveness").statusCode();

        assertThat(List.of(ready, roleDown, noTick, alive)).containsExactly(200, 503, 503, 200);
    }

    @Test
    void countsForPrometheus() throws Exception {
        // Metrics libraries know their objects weakly, and counters have read 0 for that.
        System.gc();
        var metrics = get("/prometheus");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains(
                        "tidegate_part_up{part=\"streams\"} 1.0",
                        "tidegate_commands_total{status=\"applied\"}",
                        "tidegate_fake_things_total{kind=\"odd\"} 3.0",
                        "tidegate_tick_age_seconds 1.0");
    }

    @Test
    void servesAPageThatNeedsNothingFromElsewhere() throws Exception {
        var page = get("/");
        var script = get("/page.js");
        var style = get("/page.css");

        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(page.body()).contains("page.js", "page.css").doesNotContain("//cdn", "https://");
        assertThat(script.body()).contains("v1/targets").doesNotContain("innerHTML", "https://");
        assertThat(style.body()).contains("prefers-color-scheme: dark");
    }

    @Test
    void changesNothing() throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri("/v1/policies")).DELETE().build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
    }

    @Test
    void saysThatItsPortIsTaken() {
        int port = HTTP.url().getPort();
        var address = new HttpAddress("127.0.0.1", port);

        assertThatThrownBy(() -> HttpService.start(address, VIEW, new Readiness(List.of(), VIEW, NOW::get)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("http.port must be free, was " + port);
    }

    private static SortedMap<String, String> sorted(String key, String value) {
        return new TreeMap<>(Map.of(key, value));
    }

    private static JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(get(path).body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return HTTP.url().resolve(path);
    }
}

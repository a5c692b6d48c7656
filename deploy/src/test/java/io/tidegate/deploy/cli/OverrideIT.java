package io.tidegate.deploy.cli;

import static io.tidegate.deploy.cli.Plant.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class OverrideIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;

    OverrideIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void overridesATargetForATimeAndTellsHowItEnded(EmbeddedKafka kafka) throws Exception {
        try (var plant = Plant.start(kafka, "override.", home)) {
            var desk = plant.desk();
            plant.applyPolicy(home);
            eventually(() -> assertThat(target(desk).has("decision")).isTrue());

            var given = desk.run(
                    "override", TARGET, "--capacity", "5", "--for", "10m", "--reason", "press release", "--by", "anna");
            eventually(() -> assertThat(plant.desired()).isEqualTo(5));

            assertThat(given.out()).startsWith(TARGET + ": capacity 5 until ").endsWith(" by anna: press release\n");
            assertThat(desk.run("status").out()).contains("  overridden: capacity 5 until ", "anna: press release");
            assertThat(target(desk).at("/override/capacity").asInt()).isEqualTo(5);
            assertThat(served(plant)).contains("\"override\":{", "\"reason\":\"press release\"");

            desk.run("pause", TARGET, "--in", "--out", "--for", "10m", "--reason", "incident 7");
            eventually(() -> {
                desk.run("publish", "--name", "load", "--value", "240");
                assertThat(decision(desk).path("reason").asText()).isEqualTo("OVERRIDE_PAUSED");
            });
            assertThat(plant.desired()).isEqualTo(5);
            assertThat(desk.run("explain", TARGET).out())
                    .contains(
                            "limited by override: ",
                            "check      recomputed: same",
                            "why not    OVERRIDDEN: scale-in and");
            assertThat(target(desk).at("/override/pauseOut").asBoolean()).isTrue();

            desk.run("pause", TARGET, "--out", "--for", "2s", "--reason", "nearly done");
            eventually(() -> {
                desk.run("publish", "--name", "load", "--value", "240");
                assertThat(plant.desired()).isGreaterThan(5);
            });
            assertThat(desk.run("status").out()).contains("OVERRIDE_EXPIRED", "nearly done");
            assertThat(target(desk).has("override")).isFalse();
        }
    }

    @Test
    void resumesAtOnceAndSaysWhatWasNotOverridden(EmbeddedKafka kafka) throws Exception {
        try (var plant = Plant.start(kafka, "resume.", home)) {
            var desk = plant.desk();
            plant.applyPolicy(home);
            eventually(() -> assertThat(target(desk).has("decision")).isTrue());
            desk.run("pause", TARGET, "--for", "1h", "--reason", "release");
            eventually(() -> assertThat(target(desk).has("override")).isTrue());

            var resumed = desk.run("resume", TARGET, "--reason", "released", "--by", "ben");
            var again = desk.run("resume", TARGET, "--reason", "released");

            assertThat(resumed.out()).isEqualTo(TARGET + ": resumed\n");
            assertThat(again.out()).isEqualTo(TARGET + ": was not overridden\n");
            eventually(() -> assertThat(desk.run("status").out())
                    .contains("OVERRIDE_LIFTED", "lifted by ben: released; it was scale-in and scale-out paused"));
        }
    }

    @Test
    void takesKnownTargetsAndBoundedTimesOnly(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "override-wrong.", home)) {
            desk.run("policy", "apply", Plant.policyFile(home).toString());

            var unknown = desk.run("pause", "ecs/demo/wbe", "--for", "1h", "--reason", "release", "--json");
            var endless = desk.run("pause", TARGET, "--for", "15d", "--reason", "release");
            var baseless = desk.run("pause", TARGET, "--for", "1h");
            var mute = desk.run("pause", TARGET, "--for", "1h", "--reason", " ");
            var beyond = desk.run("override", TARGET, "--capacity", "50", "--for", "1h", "--reason", "release");

            assertThat(unknown.exit()).isEqualTo(1);
            assertThat(unknown.err()).contains("ecs/demo/wbe must be driven by a policy", "driven are " + TARGET);
            assertThat(unknown.json().at("/error/code").asText()).isEqualTo("unknown-target");
            assertThat(endless.exit()).isEqualTo(64);
            assertThat(endless.err()).contains("--for must be longer than 0s and at most 14d, was 15d");
            assertThat(baseless.exit()).isEqualTo(64);
            assertThat(baseless.err()).contains("--reason");
            assertThat(mute.exit()).isEqualTo(64);
            assertThat(beyond.exit()).isZero();
            assertThat(beyond.err()).contains("policy web has bounds 2 to 20, and they hold");
        }
    }

    private static void eventually(Assertion assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(assertion::check);
    }

    private interface Assertion {
        void check() throws Exception;
    }

    private static JsonNode target(Desk desk) {
        return desk.run("status", "--json").json().at("/targets/0");
    }

    private static JsonNode decision(Desk desk) {
        return desk.run("explain", TARGET, "--json").json().path("decision");
    }

    private static String served(Plant plant) throws Exception {
        var request = HttpRequest.newBuilder(plant.service().url().resolve("/v1/targets"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}

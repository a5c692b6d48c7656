package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class PolicyIT {
    private static final String WEB = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 20}
            metrics:
              load:
                samples: {name: load}
            rules:
              - targetTracking: {metric: load, target: 60}
            """;

    private final Path home;

    PolicyIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void appliesAPolicyOnceAndPrintsWhatChangedLater(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "policy-changes.", home)) {
            var first = desk.run("policy", "apply", file("web.yaml", WEB));
            var again = desk.run("policy", "apply", file("web.yaml", WEB));

            var changed = desk.run("policy", "apply", file("web.yaml", WEB.replace("max: 20", "max: 30")), "--json");

            assertThat(first.out()).isEqualTo("web: created, revision 1\n");
            assertThat(again.out()).isEqualTo("web: unchanged, revision 1\n");
            assertThat(changed.exit()).isZero();
            assertThat(changed.json().at("/applied/0/revision").asInt()).isEqualTo(2);
            assertThat(changed.json().at("/applied/0/differences/0").asText()).isEqualTo("max: 20 -> 30");
        }
    }

    @Test
    void refusesASecondPolicyForATargetAndWritesNoneOfTheFiles(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "policy-taken.", home)) {
            desk.run("policy", "apply", file("web.yaml", WEB));
            var other = file("other.yaml", WEB.replace("demo/web", "demo/other").replace("name: web", "name: other"));
            var thief = file("thief.yaml", WEB.replace("name: web", "name: thief"));

            var apply = desk.run("policy", "apply", other, thief, "--json");

            assertThat(apply.exit()).isEqualTo(1);
            assertThat(apply.err()).contains("policy \"thief\"", "ecs/demo/web", "policy \"web\" drives");
            assertThat(apply.json().at("/error/code").asText()).isEqualTo("target-taken");
            assertThat(desk.run("policy", "list", "--json").json().path("policies"))
                    .hasSize(1);
        }
    }

    @Test
    void showsAPolicyAsAppliedAndForgetsADeletedOne(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "policy-deleted.", home)) {
            desk.run("policy", "apply", file("web.yaml", WEB));

            var shown = desk.run("policy", "show", "web");
            var deleted = desk.run("policy", "delete", "web");
            var shownAfter = desk.run("policy", "show", "web");

            assertThat(shown.out()).startsWith("# revision 1, applied ").contains("target: ecs/demo/web");
            assertThat(deleted.out()).isEqualTo("web: deleted\n");
            assertThat(shownAfter.exit()).isEqualTo(1);
            assertThat(shownAfter.err()).isEqualTo("tidegate: policy \"web\" must be in force, was not\n");
            assertThat(desk.run("policy", "list").out()).isEqualTo("no policy is in force\n");
        }
    }

    @Test
    void namesThePlaceOfEveryProblemAndAppliesNothing(EmbeddedKafka kafka) throws Exception {
        var wrong = file(
                "wrong.yaml", WEB.replace("name: web", "name: web\nfoo: 1").replace("metric: load", "metric: lod"));
        try (var desk = Desk.of(kafka, "policy-wrong.", home)) {
            var apply = desk.run("policy", "apply", wrong);
            var validate = CommandRun.in(home).run("policy", "validate", wrong, "--json");

            assertThat(apply.exit()).isEqualTo(1);
            assertThat(apply.err()).contains("wrong.yaml:4:", "foo");
            assertThat(validate.exit()).isEqualTo(1);
            assertThat(validate.json().path("problems")).hasSize(2);
            assertThat(validate.err()).contains("lod");
        }
    }

    @Test
    void saysThatTheRegistryIsAway(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "policy-away.", home)) {
            desk.stopRegistry();

            var apply = desk.run("policy", "apply", file("web.yaml", WEB));

            assertThat(apply.exit()).isEqualTo(1);
            assertThat(apply.err())
                    .startsWith("tidegate: ")
                    .contains("registry")
                    .hasLineCount(1);
        }
    }

    @Test
    void saysThatAServerIsNoRegistry(EmbeddedKafka kafka) throws Exception {
        var page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/", exchange -> {
            byte[] html = "<html>Welcome</html>".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        page.start();
        try (var desk = Desk.of(kafka, "policy-no-registry.", home)) {
            var apply = CommandRun.in(home)
                    .run(
                            "policy",
                            "apply",
                            file("web.yaml", WEB),
                            "--json",
                            "--bootstrap",
                            kafka.bootstrap(),
                            "--registry",
                            "http://127.0.0.1:" + page.getAddress().getPort(),
                            "--topic-prefix",
                            desk.topics().prefix());

            assertThat(apply.exit()).isEqualTo(1);
            assertThat(apply.json().at("/error/code").asText()).isEqualTo("registry");
            assertThat(apply.err())
                    .startsWith("tidegate: ")
                    .contains("127.0.0.1:" + page.getAddress().getPort())
                    .hasLineCount(1);
        } finally {
            page.stop(0);
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }
}

package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyImportTest {
    private static final String VALID = """
            autoscale_group: asg
            enabled: true
            cpu_buffer: 0
            mem_buffer: 0
            min: 1
            max: 4
            services:
              api: {enabled: true, min: 1, max: 5, metric_sources: null, events: null}
            """;

    private final Path home;
    private final Path clusters;

    PolicyImportTest(@TempDir Path home) {
        this.home = home;
        this.clusters = home.resolve("clusters");
    }

    @BeforeEach
    void writeClusters() throws IOException {
        Files.createDirectories(clusters);
        Files.writeString(clusters.resolve("web.yml"), VALID);
        Files.writeString(clusters.resolve("notes.txt"), "not a cluster");
    }

    @Test
    void writesAPolicyFileForEachClusterAndSaysWhatDiffers() {
        var out = home.resolve("policies");

        var run = CommandRun.in(home)
                .run("policy", "import", "--from", "ecs-autoscale", clusters.toString(), "--out", out.toString());
        var validated = CommandRun.in(home)
                .run("policy", "validate", out.resolve("web.yaml").toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("wrote %s\n# differs: web: ".formatted(out.resolve("web.yaml")));
        assertThat(validated.exit()).describedAs(validated.err()).isZero();
    }

    @Test
    void convertsTheOthersWhenOneFileCannotBe() throws IOException {
        Files.writeString(clusters.resolve("broken.yml"), "services: [");

        var run = CommandRun.in(home).run("policy", "import", "--from", "ecs-autoscale", clusters.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("tidegate: %s:1:".formatted(clusters.resolve("broken.yml")));
        assertThat(run.out()).contains("target: \"ecs/web/api\"");
    }

    @Test
    void overwritesNoFile() throws IOException {
        var out = Files.createDirectories(home.resolve("policies"));
        Files.writeString(out.resolve("web.yaml"), "mine");

        var run = CommandRun.in(home)
                .run("policy", "import", "--from", "ecs-autoscale", clusters.toString(), "--out", out.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("tidegate: %s must not exist, was there\n".formatted(out.resolve("web.yaml")));
        assertThat(out.resolve("web.yaml")).hasContent("mine");
    }

    @Test
    void validatesFilesOfEcsAutoscaleAsTheyAre() throws IOException {
        var broken = Files.writeString(clusters.resolve("broken.yml"), VALID.replace("max: 5", "max: five"));

        var valid = CommandRun.in(home)
                .run("policy", "validate", clusters.resolve("web.yml").toString());
        var wrong = CommandRun.in(home).run("policy", "validate", broken.toString());

        assertThat(valid.out())
                .isEqualTo("%s: definition of cluster \"web\" is valid\n".formatted(clusters.resolve("web.yml")));
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err())
                .isEqualTo(
                        "tidegate: %s:8:37: services.api.max must be a whole number, was a text\n".formatted(broken));
    }

    @Test
    void knowsNoOtherAutoscaler() {
        var run = CommandRun.in(home).run("policy", "import", "--from", "nomad", clusters.toString());

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).contains("--from must be ecs-autoscale, was \"nomad\"");
    }
}

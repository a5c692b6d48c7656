package io.tidegate.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.ecsautoscale.EcsAutoscalePolicies;
import io.tidegate.streams.policy.file.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAPolicyWithoutProblems(Path example) throws IOException {
        var parsed = PolicyReader.read(example.toString(), Files.readString(example), _ -> Optional.empty());

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.documents()).isNotEmpty();
    }

    @Test
    void theExampleOfEcsAutoscaleIsAPolicyWithoutProblems() throws IOException {
        var example = Path.of("examples/ecs-autoscale/shop.yml");

        var parsed = EcsAutoscalePolicies.read(example.toString(), Files.readString(example), _ -> Optional.empty());

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.documents())
                .extracting(document -> document.policy().name())
                .containsExactly("shop");
    }

    static Stream<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }
}

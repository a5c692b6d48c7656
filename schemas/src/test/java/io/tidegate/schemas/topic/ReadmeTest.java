package io.tidegate.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.naming.Series;
import io.tidegate.schemas.sample.JsonSample;
import io.tidegate.schemas.sample.SampleRules;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The manual says what the code does. */
class ReadmeTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z-]+)` \\|(.*)\\|(.*)\\|.*\\|.*\\|(.*)\\|(.*)\\|$");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|[^|]*\\|[^|]*\\|$");
    private static final Pattern JSON = Pattern.compile("(?s)```json\n(.*?)```");

    private final String readme = readme();

    @Test
    void listsEveryTopicWithItsContract() {
        var listed = ROW.matcher(readme).results().map(ReadmeTest::cells).toList();

        assertThat(listed)
                .containsExactlyElementsOf(Topics.standard().all().stream()
                        .map(ReadmeTest::expected)
                        .toList());
    }

    @Test
    void listsEveryFieldOfASample() {
        var listed =
                FIELD.matcher(readme).results().map(field -> field.group(1)).toList();

        assertThat(listed)
                .containsExactlyElementsOf(MetricSample.getClassSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
    }

    @Test
    void showsASampleThatIsValid() {
        var example = JSON.matcher(readme).results().findFirst().orElseThrow().group(1);

        var sample = JsonSample.parse(example.getBytes(UTF_8));

        assertThat(SampleRules.firstFault(sample)).isNull();
        assertThat(readme).contains('`' + Series.of(sample.getName(), sample.getDimensions()) + '`');
    }

    @Test
    void listsEveryReason() {
        for (var reason : Reason.values()) {
            assertThat(readme).contains("`" + reason + "`");
        }
    }

    private static List<String> cells(MatchResult row) {
        return List.of(
                row.group(1),
                row.group(2).strip(),
                row.group(3).strip(),
                row.group(4).strip(),
                row.group(5).strip());
    }

    private static List<String> expected(Topic topic) {
        return List.of(
                topic.name().substring(Topics.DEFAULT_PREFIX.length()),
                topic.key(),
                topic.value().map(value -> '`' + value.getName() + '`').orElse("original bytes"),
                switch (topic.partitioning()) {
                    case KEY -> "by key";
                    case NUMBER -> "by number";
                    case ACCOUNT_REGION -> "by account/region";
                },
                topic.cleanup().toString());
    }

    private static String readme() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new IllegalStateException("README.md of the module must be readable", e);
        }
    }
}

package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.schemas.deadletter.DeadLetter;
import java.nio.file.Path;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class DeadLettersIT {
    private final Path home;

    DeadLettersIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void listsWhereALetterCameFromAndShowsItsContentOnlyWhenAsked(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "dead-letters.", home)) {
            var letter = new DeadLetter("samples", 3, 17, "BAD_JSON", "sample must be one JSON object");
            desk.write(letter.toRecord(
                    desk.topics().deadLetters(),
                    "key".getBytes(UTF_8),
                    "{secret".getBytes(UTF_8),
                    new RecordHeaders()));

            var list = desk.run("dead-letters", "list", "--json");
            var listed = list.json().at("/deadLetters/0");
            var place = listed.path("partition").asInt() + ":"
                    + listed.path("offset").asLong();
            var show = desk.run("dead-letters", "show", place);

            assertThat(listed.path("topic").asText()).isEqualTo("samples");
            assertThat(listed.path("topicOffset").asLong()).isEqualTo(17);
            assertThat(listed.path("reason").asText()).isEqualTo("BAD_JSON");
            assertThat(list.out()).doesNotContain("{secret");
            assertThat(show.out()).contains("value: {secret", "key: key");
        }
    }

    @Test
    void namesAPlaceWithoutLetterAndAPlaceThatIsNone(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "dead-letters-none.", home)) {
            var none = desk.run("dead-letters", "show", "0:99");
            var wrong = desk.run("dead-letters", "show", "first");

            assertThat(none.exit()).isEqualTo(1);
            assertThat(none.err()).isEqualTo("tidegate: a dead letter must be at 0:99, was none\n");
            assertThat(wrong.exit()).isEqualTo(64);
            assertThat(wrong.err()).contains("PARTITION:OFFSET, was \"first\"");
            assertThat(desk.run("dead-letters", "list").out()).isEqualTo("no dead letters\n");
        }
    }
}

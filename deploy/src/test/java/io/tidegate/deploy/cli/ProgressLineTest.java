package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private Instant now = NOON;

    @Test
    void tellsOnceASecondHowFarItIs() {
        var err = new StringWriter();
        InstantSource source = () -> now;
        var line = new ProgressLine(new PrintWriter(err), source.withZone(ZoneOffset.UTC));

        line.at(10, NOON);
        now = NOON.plusSeconds(1);
        line.at(1_234, NOON.plusSeconds(90));
        line.at(1_235, NOON.plusSeconds(91));

        assertThat(err.toString())
                .contains("1,234 journal records, at 2026-05-04T12:01:30Z")
                .doesNotContain("1,235", " 10 ");
    }
}

package io.tidegate.connectors.inventory.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "AwsBackup_*, AwsBackup_i-1_b5, false, true",
        "awsbackup_*, AwsBackup_i-1_b5, false, true",
        "AwsBackup_*, awsbackup_i-1_b5, false, true",
        "awsbackup_*, AwsBackup_i-1_b5, true, false",
        "AwsBackup_*, AwsBackup_, true, true",
        "AwsBackup_*, my AwsBackup_, false, false",
        "web-?.?, web-1.2, false, true",
        "web-?.?, web-1-2, false, false",
        "web-?, web-12, false, false",
        "*ärz*, Bild vom MÄRZ, false, true",
        "*ärz*, Bild vom MÄRZ, true, false",
        "web (old)*, web (old) 1, false, true",
        "a\\*b, a*b, false, true",
        "a\\*b, axb, false, false",
        "a\\\\*, a\\b, false, true",
        "web\\, web\\, false, true",
        "web-😀?*, web-😀😀, false, true"
    })
    void matchesAsAwsDoesButForTheCase(String pattern, String name, boolean caseSensitive, boolean expected) {
        assertThat(new NamePattern(pattern, caseSensitive).matches(name)).isEqualTo(expected);
    }
}

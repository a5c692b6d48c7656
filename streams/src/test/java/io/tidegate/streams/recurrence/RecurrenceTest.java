package io.tidegate.streams.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {
    private static final Validity UTC = Validity.always(ZoneId.of("UTC"));

    /** Each row: a recurrence, a moment in UTC, the latest occurrence not after it, and the next two, local. */
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 10 * * ? *) | 2026-11-23T10:00 | 2026-11-23T10:00 | 2026-11-24T10:00 2026-11-25T10:00",
                "cron(15 12 * * ? *) | 2026-11-23T10:00 | 2026-11-22T12:15 | 2026-11-23T12:15 2026-11-24T12:15",
                "cron(0 18 ? * MON-FRI *) | 2026-11-21T10:00 | 2026-11-20T18:00 | 2026-11-23T18:00 2026-11-24T18:00",
                "cron(0 8 1 * ? *) | 2026-11-23T10:00 | 2026-11-01T08:00 | 2026-12-01T08:00 2027-01-01T08:00",
                "cron(0/15 * * * ? *) | 2026-11-23T10:07 | 2026-11-23T10:00 | 2026-11-23T10:15 2026-11-23T10:30",
                "cron(5/20 * * * ? *) | 2026-11-23T10:47 | 2026-11-23T10:45 | 2026-11-23T11:05 2026-11-23T11:25",
                "cron(0/5 8-17 ? * 2-6 *) | 2026-11-20T17:56 | 2026-11-20T17:55 | 2026-11-23T08:00 2026-11-23T08:05",
                "cron(0 9 L * ? *) | 2028-02-10T00:00 | 2028-01-31T09:00 | 2028-02-29T09:00 2028-03-31T09:00",
                "cron(0 9 15W * ? *) | 2026-08-01T00:00 | 2026-07-15T09:00 | 2026-08-14T09:00 2026-09-15T09:00",
                "cron(0 9 1W * ? *) | 2026-07-15T00:00 | 2026-07-01T09:00 | 2026-08-03T09:00 2026-09-01T09:00",
                "cron(0 9 31W * ? *) | 2026-04-15T00:00 | 2026-03-31T09:00 | 2026-05-29T09:00 2026-07-31T09:00",
                "cron(0 9 ? * 3#2 *) | 2026-11-23T00:00 | 2026-11-10T09:00 | 2026-12-08T09:00 2027-01-12T09:00",
                "cron(0 9 ? * FRI#5 *) | 2026-11-23T00:00 | 2026-10-30T09:00 | 2027-01-29T09:00 2027-04-30T09:00",
                "cron(0 9 ? * 6L *) | 2026-11-23T00:00 | 2026-10-30T09:00 | 2026-11-27T09:00 2026-12-25T09:00",
                "cron(0 9 ? * L *) | 2026-11-23T00:00 | 2026-11-21T09:00 | 2026-11-28T09:00 2026-12-05T09:00",
                "cron(0 9 ? * sun,wed *) | 2026-11-23T00:00 | 2026-11-22T09:00 | 2026-11-25T09:00 2026-11-29T09:00",
                "cron(0 0 29 2 ? *) | 2097-01-01T00:00 | 2096-02-29T00:00 | 2104-02-29T00:00 2108-02-29T00:00",
                "cron(0 0 1 JAN,JUL ? 2026-2027) | 2027-07-01T00:00 | 2027-07-01T00:00 |",
                "cron(30 6 1 3 ? 2024/3) | 2026-01-01T00:00 | 2024-03-01T06:30 | 2027-03-01T06:30 2030-03-01T06:30",
                "0 9 * * 1-5 | 2026-11-21T10:00 | 2026-11-20T09:00 | 2026-11-23T09:00 2026-11-24T09:00",
                "0 9 * * 0 | 2026-11-23T00:00 | 2026-11-22T09:00 | 2026-11-29T09:00 2026-12-06T09:00",
                "0 9 * * 7 | 2026-11-23T00:00 | 2026-11-22T09:00 | 2026-11-29T09:00 2026-12-06T09:00",
                "*/20 9,17 * * * | 2026-11-23T09:45 | 2026-11-23T09:40 | 2026-11-23T17:00 2026-11-23T17:20",
                "0 0 13 * FRI | 2026-11-23T00:00 | 2026-11-20T00:00 | 2026-11-27T00:00 2026-12-04T00:00",
                "0 0 */2 * MON | 2026-11-24T00:00 | 2026-11-23T00:00 | 2026-12-07T00:00 2026-12-21T00:00",
                "at(2026-12-24T18:30:15) | 2026-11-23T00:00 | | 2026-12-24T18:30:15",
                "at(2026-12-24T18:30:15) | 2026-12-24T18:30:15 | 2026-12-24T18:30:15 |",
            })
    void occursWhenItSays(String text, LocalDateTime now, String latest, String next) {
        var recurrence = Recurrence.parse(text);
        var instant = UTC.instant(now);

        assertThat(recurrence.latest(instant, UTC)).isEqualTo(instants(latest).findFirst());
        assertThat(following(recurrence, instant, UTC)).isEqualTo(instants(next).toList());
    }

    /** Each row: a recurrence in a zone, a moment, and the next occurrences. */
    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "30 9 * * * | Asia/Seoul | 2026-03-28T00:00 | 2026-03-28T00:30 2026-03-29T00:30",
                "skipped: 30 2 * * * | Europe/Berlin | 2026-03-28T12:00 | 2026-03-29T01:00 2026-03-30T00:30",
                "skipped but for one: */20 2-3 * * * | Europe/Berlin | 2026-03-29T00:59 | 2026-03-29T01:00 2026-03-29T01:20",
                "repeated: 30 2 * * * | Europe/Berlin | 2026-10-24T12:00 | 2026-10-25T00:30 2026-10-26T01:30",
                "repeated often: 30 * * * * | Europe/Berlin | 2026-10-25T00:00 | 2026-10-25T00:30 2026-10-25T02:30",
                "skipped: 0 2 * * * | America/New_York | 2026-03-07T12:00 | 2026-03-08T07:00 2026-03-09T06:00",
                "repeated: 30 1 * * * | America/New_York | 2026-10-31T12:00 | 2026-11-01T05:30 2026-11-02T06:30",
                "skipped: 0 0 * * * | Africa/Cairo | 2026-04-23T12:00 | 2026-04-23T22:00 2026-04-24T21:00",
                "repeated: 30 23 * * * | Africa/Cairo | 2026-10-29T12:00 | 2026-10-29T20:30 2026-10-30T21:30",
                "at(2026-03-29T02:30:00) | Europe/Berlin | 2026-03-01T00:00 | 2026-03-29T01:00",
                "at(2026-10-25T02:30:00) | Europe/Berlin | 2026-10-01T00:00 | 2026-10-25T00:30",
            })
    void followsTheClocksOfItsZone(String text, ZoneId zone, LocalDateTime now, String next) {
        var recurrence = Recurrence.parse(text.replaceAll("^[a-z ]+: ", ""));
        var validity = Validity.always(zone);

        var following = following(recurrence, UTC.instant(now), validity);

        assertThat(following).isEqualTo(instants(next).toList());
        assertThat(following).allSatisfy(instant -> {
            assertThat(recurrence.latest(instant, validity)).hasValue(instant);
            assertThat(recurrence.latest(instant.minusMillis(1), validity)).isNotEqualTo(Optional.of(instant));
        });
    }

    /** Each row: a rate with its start and end in Berlin, a moment, the latest occurrence not after it, and the next ones. */
    @ParameterizedTest(name = "{0} at {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(1 day) | 2026-10-24T09:00/ | 2026-10-23T00:00 | | 2026-10-24T07:00 2026-10-25T07:00",
                "rate(1 day) | 2026-10-24T09:00/ | 2026-10-26T06:59 | 2026-10-25T07:00 | 2026-10-26T07:00 2026-10-27T07:00",
                "rate(90 minutes) | 2026-10-24T09:00/ | 2026-10-24T08:30 | 2026-10-24T08:30 | 2026-10-24T10:00 2026-10-24T11:30",
                "rate(5 hours) | 2026-10-24T09:00/2026-10-24T19:00 | 2026-10-24T08:00 | 2026-10-24T07:00 | 2026-10-24T12:00",
                "rate(5 hours) | 2026-10-24T09:00/2026-10-24T19:00 | 2027-01-01T00:00 | 2026-10-24T12:00 |",
                "0 9 * * * | 2026-10-24T09:00/2026-10-26T09:00 | 2026-10-01T00:00 | | 2026-10-24T07:00 2026-10-25T08:00",
                "0 9 * * * | 2026-10-24T09:00/2026-10-26T09:00 | 2027-01-01T00:00 | 2026-10-25T08:00 |",
                "0 9 * * * | 2026-10-24T09:01/2026-10-25T09:00 | 2027-01-01T00:00 | |",
            })
    void occursFromItsStartToItsEnd(String text, String span, LocalDateTime now, String latest, String next) {
        var ends = (span + " ").split("/", -1);
        var validity = new Validity(ZoneId.of("Europe/Berlin"), local(ends[0]), local(ends[1].strip()));
        var recurrence = Recurrence.parse(text);

        assertThat(recurrence.latest(UTC.instant(now), validity))
                .isEqualTo(instants(latest).findFirst());
        assertThat(following(recurrence, UTC.instant(now), validity))
                .isEqualTo(instants(next).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every day | must be cron(...), rate(...), at(...) or a cron expression of five fields, was \"every day\"",
                "cron(0 9 * * *) | must be six fields inside cron(...): minutes hours day-of-month month day-of-week year, was \"cron(0 9 * * *)\"",
                "cron(0 9 * * * *) | must have ? as exactly one of day of month and day of week, was \"*\" and \"*\"",
                "cron(0 9 ? * ? *) | must have ? as exactly one of day of month and day of week, was \"?\" and \"?\"",
                "cron(60 9 * * ? *) | must have 0 to 59 as minutes: a, a-b, a/step, * or a list of them, was \"60\"",
                "cron(0 9-24 * * ? *) | must have 0 to 23 as hours: a, a-b, a/step, * or a list of them, was \"9-24\"",
                "cron(0 9 * 0 ? *) | must have 1 to 12 or JAN to DEC as month: a, a-b, a/step, * or a list of them, was \"0\"",
                "cron(0 9 ? * FRI-MON *) | must have 1 to 7 or SUN to SAT as day of week: a, a-b, a/step, * or a list of them, was \"FRI-MON\"",
                "cron(0 9 1,L * ? *) | must have 1 to 31 as day of month: a, a-b, a/step, * or a list of them, was \"1,L\"",
                "cron(0 9 * * ? 1969) | must have 1970 to 2199 as year: a, a-b, a/step, * or a list of them, was \"1969\"",
                "cron(*/0 9 * * ? *) | must have 0 to 59 as minutes: a, a-b, a/step, * or a list of them, was \"*/0\"",
                "cron(0 9 31 2 ? *) | must be an expression that some day matches, was \"cron(0 9 31 2 ? *)\"",
                "0 9 L * * | must have 1 to 31 as day of month: a, a-b, a/step, * or a list of them, was \"L\"",
                "rate(0 minutes) | must be rate(n unit) with n from 1 to 99999 and minutes, hours or days, was \"rate(0 minutes)\"",
                "rate(5 weeks) | must be rate(n unit) with n from 1 to 99999 and minutes, hours or days, was \"rate(5 weeks)\"",
                "at(2026-02-30T00:00:00) | must be at(yyyy-mm-ddThh:mm:ss), was \"at(2026-02-30T00:00:00)\"",
                "at(2026-02-03) | must be at(yyyy-mm-ddThh:mm:ss), was \"at(2026-02-03)\"",
            })
    void refusesWhatIsNoRecurrence(String text, String message) {
        assertThatThrownBy(() -> Recurrence.parse(text)).hasMessage("when " + message);
    }

    @Test
    void refusesAnEndBeforeItsStart() {
        var time = LocalDateTime.parse("2026-12-04T00:00");

        assertThatThrownBy(() -> new Validity(ZoneId.of("UTC"), Optional.of(time), Optional.of(time)))
                .hasMessage("end must be after start 2026-12-04T00:00, was 2026-12-04T00:00");
    }

    private static List<Instant> following(Recurrence recurrence, Instant now, Validity validity) {
        return Stream.iterate(
                        recurrence.next(now, validity),
                        Optional::isPresent,
                        last -> recurrence.next(last.orElseThrow(), validity))
                .map(Optional::orElseThrow)
                .limit(2)
                .toList();
    }

    private static Stream<Instant> instants(String times) {
        return times == null
                ? Stream.empty()
                : Arrays.stream(times.split(" ", -1)).map(time -> UTC.instant(LocalDateTime.parse(time)));
    }

    private static Optional<LocalDateTime> local(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDateTime.parse(text));
    }
}

package io.tidegate.connectors.executor.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final TokenBucket bucket = new TokenBucket(new Rate(10, 5), Instant.EPOCH);

    @Test
    void allowsTheBurstAtOnceAndThenTheRate() {
        assertThat(takeAll(NOW)).isEqualTo(10);
        assertThat(takeAll(NOW.plusMillis(199))).isZero();
        assertThat(takeAll(NOW.plusMillis(200))).isOne();
        assertThat(takeAll(NOW.plusSeconds(1))).isEqualTo(4);
    }

    @Test
    void fillsFromWhenItWasEmpty() {
        var used = new TokenBucket(new Rate(10, 5), NOW.minusMillis(600));

        assertThat(used.tokens(NOW)).isEqualTo(3);
    }

    @Test
    void keepsWhatItHasWhenTheClockStepsBack() {
        takeAll(NOW);

        assertThat(takeAll(NOW.minusSeconds(60))).isZero();
        assertThat(takeAll(NOW.plusMillis(200))).isOne();
    }

    @Test
    void isEmptyAndSlowerOnceAwsThrottles() {
        bucket.slow(NOW);

        assertThat(bucket.hasToken(NOW)).isFalse();
        assertThat(bucket.perSecond(NOW)).isEqualTo(3.5);
        assertThat(bucket.hasToken(NOW.plusMillis(285))).isFalse();
        assertThat(bucket.hasToken(NOW.plusMillis(286))).isTrue();
    }

    @Test
    void takesCallsThatWereThrottledTogetherForOne() {
        bucket.slow(NOW);
        bucket.slow(NOW.plusMillis(300));
        bucket.slow(NOW.plusMillis(999));

        assertThat(bucket.perSecond(NOW.plusMillis(999))).isCloseTo(3.5, within(0.1));

        bucket.slow(NOW.plusSeconds(1));

        assertThat(bucket.perSecond(NOW.plusSeconds(1))).isCloseTo(2.5, within(0.1));
    }

    @Test
    void isNeverSlowerThanAFiftiethOfItsRate() {
        for (int second = 0; second < 100; second++) {
            bucket.slow(NOW.plusSeconds(second));
        }

        assertThat(bucket.perSecond(NOW.plusSeconds(99))).isBetween(0.1, 0.2);
    }

    @Test
    void isAsFastAsBeforeAMinuteAfterTheLastThrottling() {
        bucket.slow(NOW);

        assertThat(bucket.perSecond(NOW.plusSeconds(9))).isCloseTo(4.25, within(0.01));
        assertThat(bucket.perSecond(NOW.plusSeconds(18))).isEqualTo(5);
        assertThat(bucket.perSecond(NOW.plusSeconds(600))).isEqualTo(5);
    }

    /** AWS allows 2 a second where 5 are configured: what is asked for stays close to what is given. */
    @Test
    void findsOutWhatAwsAllows() {
        var aws = new TokenBucket(new Rate(1, 2), NOW);
        int made = 0;
        int throttled = 0;
        for (long millis = 0; millis < 600_000; millis += 20) {
            var now = NOW.plusMillis(millis);
            if (bucket.hasToken(now)) {
                bucket.take();
                made++;
                if (aws.hasToken(now)) {
                    aws.take();
                } else {
                    bucket.slow(now);
                    throttled++;
                }
            }
        }

        assertThat(made - throttled).as("of 1200 that AWS allows").isGreaterThan(850);
        assertThat((double) throttled / made).as("share of calls throttled").isLessThan(0.1);
    }

    // Neighbours: halved by each, it allowed 2.6 a second, and hooks waited for their answers until they timed out.
    @Test
    void usesMostOfItsRateWhereOneCallOfFiftyIsThrottledHoweverFewThereAre() {
        int made = 0;
        for (long millis = 0; millis < 600_000; millis += 20) {
            var now = NOW.plusMillis(millis);
            if (bucket.hasToken(now)) {
                bucket.take();
                made++;
                if (made % 50 == 0) {
                    bucket.slow(now);
                }
            }
        }

        assertThat(made / 600.0).as("of 5 a second").isGreaterThan(3.4);
    }

    private int takeAll(Instant now) {
        int taken = 0;
        for (; bucket.hasToken(now); taken++) {
            bucket.take();
        }
        return taken;
    }
}

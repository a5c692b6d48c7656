package io.tidegate.schemas.sample;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.sample.SampleFault.Rule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What makes a sample valid whatever it was written as. How far it may be ahead of the clock is not known here. */
public final class SampleRules {
    /** CloudWatch: a metric has at most 30 dimensions (CloudWatch quotas). */
    public static final int MAX_DIMENSIONS = 30;

    /** A day: a longer period would keep its pane open for as long. */
    public static final int MAX_PERIOD_SECONDS = 86_400;

    /** A time before it is a unit mistaken, seconds for milliseconds, or a clock never set. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final long EARLIEST_SECOND = EARLIEST.getEpochSecond();

    private SampleRules() {}

    /** The first rule that {@code sample} breaks, null when it is valid: this runs for every sample, so nothing is allocated. */
    public static @Nullable SampleFault firstFault(MetricSample sample) {
        if (sample.getName().isBlank()) {
            return fault(Rule.NAME, "name must not be blank, was \"%s\"", sample.getName());
        }
        var dimensions = sample.getDimensions();
        if (dimensions.size() > MAX_DIMENSIONS || dimensions.containsKey("")) {
            return fault(
                    Rule.DIMENSIONS, "dimensions must be at most 30 with a name each, were %s", dimensions.keySet());
        }
        @Nullable SampleFault time = timeFault(sample);
        return time != null ? time : readingFault(sample);
    }

    private static @Nullable SampleFault timeFault(MetricSample sample) {
        @Nullable Instant at = sample.getAt();
        if (at == null) {
            return isBlank(sample.getSampleId())
                    ? fault(Rule.IDENTITY, "sampleId must be set when at is null, was %s", quoted(sample.getSampleId()))
                    : null;
        }
        return at.getEpochSecond() < EARLIEST_SECOND
                ? fault(Rule.EVENT_TIME, "at must not be before " + EARLIEST + ", was %s", at)
                : null;
    }

    private static @Nullable SampleFault readingFault(MetricSample sample) {
        @Nullable Double value = sample.getValue();
        boolean ok = sample.getStatus() == SampleStatus.OK;
        if (ok && (value == null || !Double.isFinite(value))) {
            return fault(Rule.VALUE, "value must be a finite number when status is OK, was %s", value);
        }
        if (!ok && value != null) {
            return fault(Rule.VALUE, "value must be null when status is " + sample.getStatus() + ", was %s", value);
        }
        if (sample.getError() != null && sample.getStatus() != SampleStatus.SOURCE_ERROR) {
            return fault(
                    Rule.ERROR, "error must be null unless status is SOURCE_ERROR, status was %s", sample.getStatus());
        }
        if (sample.getSampleCount() < 1) {
            return fault(Rule.SAMPLE_COUNT, "sampleCount must be at least 1, was %s", sample.getSampleCount());
        }
        @Nullable Integer period = sample.getPeriodSeconds();
        return period != null && (period < 1 || period > MAX_PERIOD_SECONDS)
                ? fault(Rule.PERIOD, "periodSeconds must be between 1 and 86400, was %s", period)
                : null;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static @Nullable String quoted(@Nullable String text) {
        return text == null ? null : '"' + text + '"';
    }

    private static SampleFault fault(Rule rule, String message, @Nullable Object actual) {
        return new SampleFault(rule, message.replace("%s", String.valueOf(actual)));
    }
}

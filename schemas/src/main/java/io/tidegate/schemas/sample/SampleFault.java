package io.tidegate.schemas.sample;

/**
 * The first rule that a sample breaks.
 *
 * @param message field, constraint, actual
 */
public record SampleFault(Rule rule, String message) {

    /** What a sample must obey. */
    public enum Rule {
        /** The name is not blank. */
        NAME,
        /** At most {@value SampleRules#MAX_DIMENSIONS} dimensions, none without a name. */
        DIMENSIONS,
        /** Not before the year 2000. */
        EVENT_TIME,
        /** A sample without event time has an id of its own. */
        IDENTITY,
        /** A finite number when the status is OK, else none. */
        VALUE,
        /** At least 1. */
        SAMPLE_COUNT,
        /** One second to one day, when there is one. */
        PERIOD,
        /** Only a source error has one. */
        ERROR
    }
}

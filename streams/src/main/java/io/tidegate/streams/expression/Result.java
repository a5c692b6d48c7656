package io.tidegate.streams.expression;

/** What an evaluation came to. */
public sealed interface Result {

    /** A finite number; a comparison that holds is 1, one that does not is 0. */
    @SuppressWarnings("JavaLangClash") // read as Result.Number
    record Number(double value) implements Result {}

    /** A name that was needed has no value. The first one in order of evaluation is told. */
    record Missing(String alias) implements Result {}

    /** The values allow no result: division by zero, a number too large, a root of a negative number. */
    record Invalid(String reason) implements Result {}
}

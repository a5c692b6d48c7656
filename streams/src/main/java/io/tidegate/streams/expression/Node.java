package io.tidegate.streams.expression;

/** A compiled part of an expression. */
@FunctionalInterface
interface Node {
    /** The part's value; meaningless once the evaluation has failed. */
    double evaluate(Evaluation evaluation);
}

package io.tidegate.deploy.whatif.simulation;

/**
 * Time with one load.
 *
 * @param from epoch milliseconds, inclusive
 * @param to exclusive
 * @param load in the objective's measure
 * @param censored whether it may have been more
 * @param running units that worked on record, on average; not a number where nobody knows
 */
record Stretch(long from, long to, double load, boolean censored, double running) {}

package io.tidegate.deploy.whatif.past;

import io.tidegate.streams.journal.Input;

/**
 * One thing that happened.
 *
 * @param at when it became known, in epoch milliseconds
 * @param domain that it concerns; of a tick it is nobody's
 */
public record Happened(long at, String domain, Input input) {}

/**
 * The boundary of determinism: the inputs that deciders see, in the order of the journal, and the clock that ticks make.
 * From here on everything depends on records alone.
 */
@NullMarked
package io.tidegate.streams.journal;

import org.jspecify.annotations.NullMarked;

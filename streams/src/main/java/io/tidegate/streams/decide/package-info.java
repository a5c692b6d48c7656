/**
 * The second hop: the journal in, decisions, commands and snapshots out. {@link io.tidegate.streams.decide.JournalPartition}
 * is the pure part that a replay shares; the rest is the Kafka Streams shell around it.
 */
@NullMarked
package io.tidegate.streams.decide;

import org.jspecify.annotations.NullMarked;

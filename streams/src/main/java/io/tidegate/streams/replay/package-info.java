/** The journal run again: what the deciders say now, compared with what is on record; see {@link io.tidegate.streams.replay.Replay}. */
@NullMarked
package io.tidegate.streams.replay;

import org.jspecify.annotations.NullMarked;

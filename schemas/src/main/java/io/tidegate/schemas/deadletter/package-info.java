/** Records that could not be taken, as they stand on {@code dead-letters}; see {@link io.tidegate.schemas.deadletter.DeadLetter}. */
@NullMarked
package io.tidegate.schemas.deadletter;

import org.jspecify.annotations.NullMarked;

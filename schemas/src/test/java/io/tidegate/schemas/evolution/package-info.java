/** Whether the contract may change the way it did. */
@NullMarked
package io.tidegate.schemas.evolution;

import org.jspecify.annotations.NullMarked;

/** Commands and how they end, as the executor's pure parts see them; Avro stays in {@link io.tidegate.connectors.executor.command.Wire}. */
@NullMarked
package io.tidegate.connectors.executor.command;

import org.jspecify.annotations.NullMarked;

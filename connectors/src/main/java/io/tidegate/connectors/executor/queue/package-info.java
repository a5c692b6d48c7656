/** The order in which the commands of one account and region are carried out; see {@link io.tidegate.connectors.executor.queue.CommandQueue}. */
@NullMarked
package io.tidegate.connectors.executor.queue;

import org.jspecify.annotations.NullMarked;

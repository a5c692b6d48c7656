/** Amazon SQS: standard queues, their messages, and what goes wrong with these; entry class {@link io.tidegate.simulatedaws.queue.MessageQueues}. */
@NullMarked
package io.tidegate.simulatedaws.queue;

import org.jspecify.annotations.NullMarked;

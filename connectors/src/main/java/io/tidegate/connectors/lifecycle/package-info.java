/**
 * What happens to instances, from SQS queues and by asking: {@link io.tidegate.connectors.lifecycle.LifecycleBridge} makes the
 * passes of one account and region. A message is deleted only after Kafka has acknowledged what it says.
 */
@NullMarked
package io.tidegate.connectors.lifecycle;

import org.jspecify.annotations.NullMarked;

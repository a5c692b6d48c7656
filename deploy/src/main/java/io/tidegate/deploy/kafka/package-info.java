/** An installation's Kafka as tools see it: access, topics and whole-topic reads; see {@link io.tidegate.deploy.kafka.KafkaAccess}. */
@NullMarked
package io.tidegate.deploy.kafka;

import org.jspecify.annotations.NullMarked;

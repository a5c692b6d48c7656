package io.tidegate.deploy.storm;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.simulatedaws.SimulatedAws;
import java.time.Clock;

/**
 * Where a storm comes down: an AWS, and the topics of an installation that drives it.
 *
 * @param queue name of the queue that the installation reads notices from
 */
public record Scene(
        SimulatedAws aws, String queue, KafkaAccess access, Topics topics, SchemaRegistry registry, Clock clock) {}

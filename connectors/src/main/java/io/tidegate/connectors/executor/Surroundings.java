package io.tidegate.connectors.executor;

import io.tidegate.connectors.bridge.Sleeper;
import io.tidegate.schemas.naming.Target.Place;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * All that one life of an executor touches outside itself. In the fault simulation these are simulated, and nothing else
 * differs from production.
 *
 * @param aws by account and region; commands for any other are refused
 * @param threads run what takes time, AWS calls above all
 */
public record Surroundings(
        KafkaAccess kafka,
        ExecutorSerdes serdes,
        Map<Place, AwsCalls> aws,
        Executor threads,
        InstantSource clock,
        Sleeper sleeper,
        RandomGenerator random) {}

package io.tidegate.schemas.topic;

import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * One topic's contract. Every topic is {@code message.timestamp.type=LogAppendTime}: a record's timestamp is its
 * arrival, event time is a field.
 *
 * @param name full name, prefix included
 * @param key what the key names
 * @param value schema of the value; empty where the value is somebody else's bytes
 * @param cleanup how old records go
 * @param partitioning what decides the partition
 * @param doc one sentence for the catalogue
 */
public record Topic(
        String name, String key, Optional<Schema> value, Cleanup cleanup, Partitioning partitioning, String doc) {

    /** How old records go. */
    public sealed interface Cleanup {

        /** Records older than {@code retention} are deleted. */
        record Delete(Duration retention) implements Cleanup {
            @Override
            public String toString() {
                return "delete " + retention.toDays() + " d";
            }
        }

        /** Only the last record of each key is kept. */
        record Compact() implements Cleanup {
            @Override
            public String toString() {
                return "compact";
            }
        }
    }

    /** What decides the partition of a record. All count as many partitions as the installation has. */
    public enum Partitioning {
        /** Kafka's default: murmur2 of the key. */
        KEY,
        /** The key is a partition number. */
        NUMBER,
        /** Kafka's default over the target's account and region, whatever the key. */
        ACCOUNT_REGION
    }

    /** Registry subject of the value. */
    public String subject() {
        return name + "-value";
    }
}

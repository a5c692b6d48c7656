package io.tidegate.connectors.assignment;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The policies of the partitions that this instance owns, by the partition they came from. Not thread-safe. */
final class PolicyTable {
    private final Map<TopicPartition, Map<String, PolicyView>> byPartition = new HashMap<>();

    /** Takes partitions in, empty. */
    void own(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> byPartition.put(partition, new HashMap<>()));
    }

    /** Gives partitions up, with their policies. */
    void disown(Collection<TopicPartition> partitions) {
        partitions.forEach(byPartition::remove);
    }

    /** Holds a policy in the place of its earlier revision; does nothing for a partition that is not owned. */
    void put(TopicPartition partition, String key, PolicyView policy) {
        byPartition.getOrDefault(partition, new HashMap<>()).put(key, policy);
    }

    void remove(TopicPartition partition, String key) {
        byPartition.getOrDefault(partition, new HashMap<>()).remove(key);
    }

    int owned() {
        return byPartition.size();
    }

    Work work() {
        var byName = new TreeMap<String, PolicyView>();
        byPartition.values().forEach(byName::putAll);
        return Work.of(byName.values());
    }
}

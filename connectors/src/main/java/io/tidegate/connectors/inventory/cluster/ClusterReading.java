package io.tidegate.connectors.inventory.cluster;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.schemas.CapacityObservation;

/** What came of reading a cluster: all of it, or nothing. */
public sealed interface ClusterReading {

    /** It was read, or AWS knows no such cluster. */
    record Told(CapacityObservation observation) implements ClusterReading {}

    /** A part of it could not be read: half a cluster would look like missing tasks. */
    record Failed(AwsFailure failure) implements ClusterReading {}
}

package io.tidegate.connectors.provision;

/** Something that shall stand. */
public sealed interface Resource
        permits Queue,
                EventRule,
                LaunchTemplate,
                Group,
                GroupReference,
                Hook,
                Provider,
                ClusterProviders,
                ScalableTarget {

    /** What it is called. */
    ResourceId id();
}

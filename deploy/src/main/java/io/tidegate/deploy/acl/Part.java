package io.tidegate.deploy.acl;

import java.util.Locale;

/** Who comes to Kafka, each as a principal of its own if one likes. */
public enum Part {
    CONNECTORS,
    STREAMS,
    EXECUTOR,
    /** Shadow policies. */
    SHADOW,
    /** The role executor where outcomes are told to sinks; beside it, as the same principal. */
    OUTCOMES,
    /** An instance without {@code registry.url}, which keeps the schemas itself; beside its roles. */
    REGISTRY,
    /** People, through the command line. */
    CLI,
    /** People who replay dead letters, beside what they may anyway. */
    REPLAY,
    /** Applications that publish samples. */
    PUBLISHER;

    /** Spelling in options and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

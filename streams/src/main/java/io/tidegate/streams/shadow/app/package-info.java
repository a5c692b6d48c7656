/** Shadows as an application of Kafka Streams; see {@link io.tidegate.streams.shadow.app.ShadowTopology}. */
@NullMarked
package io.tidegate.streams.shadow.app;

import org.jspecify.annotations.NullMarked;

/** All sources of one instance, started and stopped together by {@link io.tidegate.connectors.source.Sources}. */
@NullMarked
package io.tidegate.connectors.source;

import org.jspecify.annotations.NullMarked;

/** The topics: their names, keys, partitions and retention, once for writers, readers, tooling and docs; see {@link io.tidegate.schemas.topic.Topics}. */
@NullMarked
package io.tidegate.schemas.topic;

import org.jspecify.annotations.NullMarked;

/**
 * The policy file: strict YAML with positions in every problem. Start at {@link io.tidegate.streams.policy.file.PolicyReader};
 * {@code policy.schema.json} beside it describes the same shape to editors.
 */
@NullMarked
package io.tidegate.streams.policy.file;

import org.jspecify.annotations.NullMarked;

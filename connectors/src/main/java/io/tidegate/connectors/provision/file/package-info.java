/**
 * Reads files into a blueprint, ours and those of the AWS CLI; {@link io.tidegate.connectors.provision.file.BlueprintReader}
 * is the entry.
 */
@NullMarked
package io.tidegate.connectors.provision.file;

import org.jspecify.annotations.NullMarked;

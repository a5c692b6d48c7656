/** Reads what stands in AWS and makes what is missing; {@link io.tidegate.connectors.provision.call.Provisioner} is the entry. */
@NullMarked
package io.tidegate.connectors.provision.call;

import org.jspecify.annotations.NullMarked;

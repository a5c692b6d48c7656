/** What messages of AWS say, pure: {@link io.tidegate.connectors.lifecycle.message.LifecycleMapper} reads them. */
@NullMarked
package io.tidegate.connectors.lifecycle.message;

import org.jspecify.annotations.NullMarked;

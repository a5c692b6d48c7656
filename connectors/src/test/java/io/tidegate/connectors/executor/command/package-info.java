/** Tests, and the commands that they use. */
@NullMarked
package io.tidegate.connectors.executor.command;

import org.jspecify.annotations.NullMarked;

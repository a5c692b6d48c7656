/** The command line: one class a verb; the root is {@link io.tidegate.deploy.cli.Tidegate}. */
@NullMarked
package io.tidegate.deploy.cli;

import org.jspecify.annotations.NullMarked;

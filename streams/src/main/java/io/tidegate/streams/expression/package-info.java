/** Arithmetic over metric aliases: parsed once, compiled to a closure tree, sandboxed; see {@link io.tidegate.streams.expression.Expression}. */
@NullMarked
package io.tidegate.streams.expression;

import org.jspecify.annotations.NullMarked;

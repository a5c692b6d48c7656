/**
 * IAM as far as identity policies go: what a caller may do, to which resource, under which tags;
 * {@link io.tidegate.simulatedaws.authorization.Permissions} answers it.
 */
@NullMarked
package io.tidegate.simulatedaws.authorization;

import org.jspecify.annotations.NullMarked;

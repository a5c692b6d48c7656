/** How series, targets and scaling domains are spelled in keys and fields. */
@NullMarked
package io.tidegate.schemas.naming;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.tidegate.deploy;

import org.jspecify.annotations.NullMarked;

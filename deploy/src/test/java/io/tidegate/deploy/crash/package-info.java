@NullMarked
package io.tidegate.deploy.crash;

import org.jspecify.annotations.NullMarked;

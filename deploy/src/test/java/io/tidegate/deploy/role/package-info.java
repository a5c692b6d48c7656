@NullMarked
package io.tidegate.deploy.role;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.tidegate.deploy.schema;

import org.jspecify.annotations.NullMarked;

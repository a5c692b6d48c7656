@NullMarked
package io.tidegate.deploy.cli;

import org.jspecify.annotations.NullMarked;

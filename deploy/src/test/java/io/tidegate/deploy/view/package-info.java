@NullMarked
package io.tidegate.deploy.view;

import org.jspecify.annotations.NullMarked;

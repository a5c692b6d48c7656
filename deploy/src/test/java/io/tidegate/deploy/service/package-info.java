@NullMarked
package io.tidegate.deploy.service;

import org.jspecify.annotations.NullMarked;

/** The service: roles, what they do seen over HTTP, and the only place that knows Micronaut; see {@link io.tidegate.deploy.service.Service}. */
@NullMarked
package io.tidegate.deploy.service;

import org.jspecify.annotations.NullMarked;

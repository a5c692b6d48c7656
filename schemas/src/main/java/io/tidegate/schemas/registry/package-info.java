/**
 * Where writers and readers agree on schemas: {@link io.tidegate.schemas.registry.SchemaRegistry}, a client of the
 * Confluent REST API, and the registry of a small installation, which speaks the same API.
 */
@NullMarked
package io.tidegate.schemas.registry;

import org.jspecify.annotations.NullMarked;

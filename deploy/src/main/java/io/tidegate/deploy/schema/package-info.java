/** The JSON Schemas that editors use, and files held against them; see {@link io.tidegate.deploy.schema.SchemaCheck}. */
@NullMarked
package io.tidegate.deploy.schema;

import org.jspecify.annotations.NullMarked;

/**
 * The AWS clients of the sources and the executor, made by {@link io.tidegate.connectors.aws.AwsClients}: every call has a
 * timeout and bounded retries.
 */
@NullMarked
package io.tidegate.connectors.aws;

import org.jspecify.annotations.NullMarked;

/**
 * What this program may ask of AWS, and the IAM policies that allow that and no more; written by
 * {@link io.tidegate.connectors.iam.IamPolicy}.
 */
@NullMarked
package io.tidegate.connectors.iam;

import org.jspecify.annotations.NullMarked;

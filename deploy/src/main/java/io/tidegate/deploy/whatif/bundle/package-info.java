/** The past of an incident as one file; written by {@link io.tidegate.deploy.whatif.bundle.BundleExport}, read as a history. */
@NullMarked
package io.tidegate.deploy.whatif.bundle;

import org.jspecify.annotations.NullMarked;

/** What the operations of EC2 have in common: filters, pages and tags; entry class {@link io.tidegate.simulatedaws.ec2.Ec2Filters}. */
@NullMarked
package io.tidegate.simulatedaws.ec2;

import org.jspecify.annotations.NullMarked;

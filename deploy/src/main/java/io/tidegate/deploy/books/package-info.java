/** What came in held against what became of it, from the topics and from AWS's own record; see {@link io.tidegate.deploy.books.Books}. */
@NullMarked
package io.tidegate.deploy.books;

import org.jspecify.annotations.NullMarked;

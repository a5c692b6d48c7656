/** What came of a what-if, for people: a page, a terminal, a program; see {@link io.tidegate.deploy.whatif.report.WhatIf}. */
@NullMarked
package io.tidegate.deploy.whatif.report;

import org.jspecify.annotations.NullMarked;

/// A load test's result as text for people, JSON for programs, and a page with plots.
@NullMarked
package io.plenum.loadtest.report;

import org.jspecify.annotations.NullMarked;

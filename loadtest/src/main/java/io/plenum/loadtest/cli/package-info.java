/// `./plenum loadtest`: what the user typed becomes a scenario, a server, bars and reports.
@NullMarked
package io.plenum.loadtest.cli;

import org.jspecify.annotations.NullMarked;

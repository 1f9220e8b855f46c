/// What a load test does: who joins which room when, what they send and show, and behind which networks they sit.
@NullMarked
package io.plenum.loadtest.scenario;

import org.jspecify.annotations.NullMarked;

/// End-to-end tests: the runnable jar as its users start it, and real clients around it.
///
/// [Browser] drives a headless Chromium by the DevTools protocol or a headless Firefox by WebDriver BiDi, both as
/// JSON over the JDK's WebSocket; nothing else is needed than the browsers themselves. [ServerProcess] runs the
/// jar, [Participant] a meeting page made for looking into. The `*IT` classes are the tests. They run in a private
/// network namespace that `src/test/netns/bin/java` makes, together with everything they start, so no packet leaves
/// the machine; where that or a client is missing, they are skipped and say why ([Needs]).
@NullMarked
package io.plenum.server.browser;

import org.jspecify.annotations.NullMarked;

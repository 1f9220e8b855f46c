package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.Event;
import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import java.util.List;

/// Ann is filmed and Eve watches her: what happens between a publisher and a viewer mostly needs nobody else.
final class OneViewer {
    /// What nobody watches is switched off after ten seconds.
    static final long UNTIL_OFF = seconds(12);

    private OneViewer() {}

    static Conference of(LayeredShape camera, long seed) {
        return conference(seed)
                .publisher("ann", PublisherOptions.PERSON.filming(camera))
                .subscriber("eve", 1, 1);
    }

    /// The same after a second, in which both have come in.
    static Conference joined(LayeredShape camera, long seed) {
        return of(camera, seed).run(seconds(1));
    }

    /// Which of her encodings Ann was last told to be watched.
    static List<Boolean> lastWanted(Conference room) {
        List<Boolean> last = List.of();
        for (Event event : room.events()) {
            last = event instanceof Event.LayersWanted wanted ? wanted.encodings() : last;
        }
        return last;
    }
}

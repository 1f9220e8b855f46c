package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.seconds;

import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pacing and probing do where there is nothing to save.
class PacingTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void onAWideLinkPacketsLeaveInTheMomentInWhichTheyCome(long seed) {
        try (Conference room = conference(seed)
                .publisher("ann", PublisherOptions.PERSON.filming(LayeredShape.VP8_SIMULCAST))
                .subscriber("bob")
                .run(seconds(10))) {
            long paced = room.count(Counter.PACKETS_PACED);
            long sent = room.count(Counter.RTP_OUT);
            room.run(seconds(20));
            room.assertThat("bob").sees("ann").sawNoGap();
            sent = room.count(Counter.RTP_OUT) - sent;
            paced = room.count(Counter.PACKETS_PACED) - paced;
            room.check(paced <= sent / 100, paced + " of " + sent + " packets were held back");
            room.check(room.count(Counter.PROBES_SENT) > 0, "nothing was probed");
            room.check(room.count(Counter.TRANSPORT_FEEDBACK_RECEIVED) > 250, "hardly any feedback was read");
            room.check(room.dropped(DropReason.TRANSPORT_FEEDBACK_MALFORMED) == 0, "feedback was refused");
        }
    }
}

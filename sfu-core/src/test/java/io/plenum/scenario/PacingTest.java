package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.sim.Conference;
import io.plenum.sim.LinkProfile;
import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void onAWideLinkPacketsLeaveInTheMomentInWhichTheyCome(long seed) {
        try (Conference room =
                conference(seed).publisher("ann").subscriber("bob").run(seconds(5))) {
            print(room);
            room.run(seconds(20));
            print(room);
            room.assertThat("bob").sees("ann").sawNoGap();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void narrow(long seed) {
        try (Conference room = conference(seed)
                .publisher("ann")
                .subscriber("bob")
                .downlink("bob", LinkProfile.GOOD.withDelay(millis(50), 0).withRate(1_000_000, millis(300)))
                .run(seconds(5))) {
            print(room);
            room.run(seconds(20));
            print(room);
            room.assertThat("bob").sees("ann");
        }
    }

    static void print(Conference room) {
        StringBuilder b = new StringBuilder();
        for (Counter c : Counter.values()) {
            if (room.count(c) > 0) b.append(c + "=" + room.count(c) + " ");
        }
        for (DropReason c : DropReason.values()) {
            if (room.dropped(c) > 0) b.append(c + "=" + room.dropped(c) + " ");
        }
        System.out.println(b);
    }
}

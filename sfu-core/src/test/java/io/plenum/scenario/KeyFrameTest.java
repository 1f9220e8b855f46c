package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.sim.Conference;
import io.plenum.sim.LinkProfile;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many decoders may want a key frame; one encoder makes it, and not too often.
class KeyFrameTest {
    private static final int SUBSCRIBERS = 20;

    @Test
    void twentyWhoJoinTogetherCostOneKeyFrame() {
        try (Conference room = conference(1).publisher("ann").run(seconds(2))) {
            long before = keyFrames(room);
            join(room, seconds(2), 0);
            room.run(seconds(4));
            everybodySees(room);
            room.check(keyFrames(room) - before <= 2, keyFrames(room) - before + " key frames");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void twentyWhoComeOneAfterTheOtherShareKeyFrames(long seed) {
        try (Conference room = conference(seed).publisher("ann").run(seconds(2))) {
            long before = keyFrames(room);
            join(room, seconds(2), millis(100));
            room.run(seconds(6));
            everybodySees(room);
            long made = keyFrames(room) - before;
            room.check(made >= 2 && made <= 6, made + " key frames in two seconds");
        }
    }

    /// Loss beyond repair makes twenty decoders ask again and again: the encoder is asked twice a second at most.
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void aStormOfRequestsIsThrottled(long seed) {
        Conference scenario = conference(seed).publisher("ann");
        join(scenario, 0, 0);
        try (Conference room = scenario.run(seconds(2))) {
            long asked = room.member("ann").publisher().feedback().keyFrameRequests();
            eachSubscriber(name -> room.downlink(name, LinkProfile.loss(40)));
            room.run(seconds(5));
            asked = room.member("ann").publisher().feedback().keyFrameRequests() - asked;
            room.check(asked <= 11, asked + " requests in five seconds");
            eachSubscriber(name -> room.downlink(name, LinkProfile.GOOD));
            room.run(seconds(4));
            everybodySees(room);
        }
    }

    /// The request or the key frame itself may get lost: it is asked for until it comes.
    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void aLossyUplinkStillGivesAPicture(long seed) {
        try (Conference room = conference(seed)
                .publisher("ann")
                .link("ann", LinkProfile.loss(20))
                .subscriber("bob")
                .run(seconds(10))) {
            long frames = room.assertThat("bob").slot("sv0").log().count();
            room.check(frames > 100, "only " + frames + " frames");
        }
    }

    private static long keyFrames(Conference room) {
        return room.member("ann").publisher().keyFrames();
    }

    private static void join(Conference room, long fromNanos, long apartNanos) {
        for (int i = 0; i < SUBSCRIBERS; i++) {
            room.member("viewer" + i, null, 1, 1, fromNanos + i * apartNanos);
        }
    }

    private static void everybodySees(Conference room) {
        eachSubscriber(name -> room.assertThat(name).sees("ann"));
    }

    private static void eachSubscriber(Consumer<String> action) {
        for (int i = 0; i < SUBSCRIBERS; i++) {
            action.accept("viewer" + i);
        }
    }
}

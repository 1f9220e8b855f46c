package io.plenum.transport.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Sfu;
import io.plenum.core.SfuConfig;
import io.plenum.relay.RelayMessage;
import io.plenum.relay.RelayRing;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayDeskTest {
    private static final int PACKETS = 5;
    private static final int MOST = 10;

    private final Sfu sfu = new Sfu(new SfuConfig(0, PACKETS, 3), new Counters());
    private final RelayDesk here = new RelayDesk(new Sfu(SfuConfig.defaults(0), new Counters()));
    private final RelayDesk there = new RelayDesk(sfu);
    private final byte[] message = new byte[RelayMessage.TRAILER_LENGTH];
    private boolean reachable = true;
    private int wakes;

    @BeforeEach
    void connect() {
        here.connect(List.of(new Door(here), new Door(there)));
        RelayMessage.close(message, 0, RelayMessage.LADDER, 1, 0, 0, 0);
    }

    private final class Door implements RelayDoor {
        private final RelayDesk desk;

        Door(RelayDesk desk) {
            this.desk = desk;
        }

        @Override
        public boolean attach(int from, RelayRing ring) {
            if (reachable) {
                desk.attached(from, ring);
            }
            return reachable;
        }

        @Override
        public boolean detach(RelayRing ring) {
            if (reachable) {
                desk.detached(ring);
            }
            return reachable;
        }

        @Override
        public void wake() {
            wakes++;
        }
    }

    @Test
    void manyMessagesWakeTheReaderOnce() {
        for (int i = 0; i < 4; i++) {
            assertTrue(send(0) >= 0);
        }
        here.flush();
        here.flush();
        assertEquals(1, wakes);
        there.receive(MOST, 0);
        assertEquals(4, sfu.counters().get(Counter.RELAY_IN));
        assertEquals(0, sfu.pool().inUse());
    }

    @Test
    void whoHasReadMeanwhileIsNotWoken() {
        send(0);
        there.receive(MOST, 0);
        here.flush();
        assertEquals(0, wakes);
    }

    @Test
    void aWayThatIsNotUsedIsGivenBackAndMadeAnewWhenNeeded() {
        send(0);
        assertEquals(List.of(1, 1), List.of(here.ways(), there.ways()));
        here.scan(RelayDesk.IDLE_NANOS - 1);
        assertEquals(1, there.ways());
        reachable = false;
        here.scan(RelayDesk.IDLE_NANOS);
        assertEquals(1, here.ways());
        reachable = true;
        here.scan(RelayDesk.IDLE_NANOS);
        assertEquals(List.of(0, 0), List.of(here.ways(), there.ways()));
        assertTrue(send(RelayDesk.IDLE_NANOS) >= 0);
        there.receive(MOST, 0);
        assertEquals(1, sfu.counters().get(Counter.RELAY_IN));
    }

    @Test
    void nothingIsWrittenToAShardThatCannotBeReached() {
        reachable = false;
        assertEquals(RelayRing.REFUSED, send(0));
        here.connect(List.of());
        assertEquals(RelayRing.REFUSED, send(0));
    }

    @Test
    void withoutMemoryMessagesAreDroppedAndCounted() {
        while (sfu.pool().take() != null) {
            send(0);
        }
        there.receive(MOST, 0);
        assertEquals(PACKETS, sfu.counters().get(DropReason.NO_PACKET_MEMORY));
        assertEquals(0, sfu.counters().get(Counter.RELAY_IN));
    }

    /// What gathered while the shard could not look is worked off in turns.
    @Test
    void aTurnTakesNoMoreThanItMay() {
        for (int i = 0; i < 2 * MOST + 1; i++) {
            send(0);
        }
        assertTrue(there.receive(MOST, 0));
        assertEquals(MOST, sfu.counters().get(Counter.RELAY_IN));
        assertTrue(there.receive(MOST, 0));
        assertFalse(there.receive(MOST, 0));
        assertEquals(2 * MOST + 1, sfu.counters().get(Counter.RELAY_IN));
    }

    @Test
    void aShardThatSendsMuchDoesNotHoldUpAnother() {
        RelayDesk another = new RelayDesk(new Sfu(SfuConfig.defaults(0), new Counters()));
        another.connect(List.of(new Door(here), new Door(there)));
        for (int i = 0; i < 3 * MOST; i++) {
            send(0);
        }
        another.send(2, 1, message, 0, message.length, true, 0);
        assertTrue(there.receive(MOST, 0));
        assertTrue(there.receive(MOST, 0));
        another.flush();
        assertEquals(0, wakes, "its message has been read");
    }

    private int send(long nowNanos) {
        return here.send(0, 1, message, 0, message.length, true, nowNanos);
    }
}

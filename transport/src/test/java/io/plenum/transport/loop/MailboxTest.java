package io.plenum.transport.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Mailbox mailbox = new Mailbox(8);
    private final List<Integer> done = new ArrayList<>();

    private Runnable task(int number) {
        return () -> done.add(number);
    }

    @Test
    void whatMayBeRefusedLeavesAReserve() {
        for (int i = 0; i < 6; i++) {
            assertTrue(mailbox.offer(task(i)));
        }
        assertFalse(mailbox.offer(task(6)));
        assertTrue(mailbox.post(task(7), false));
        assertTrue(mailbox.post(task(8), false));
        mailbox.run();
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 7, 8), done);
    }

    @Test
    void whoPostsToAFullMailboxWaitsForTheLoop() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            mailbox.post(task(i), false);
        }
        Thread poster = Thread.startVirtualThread(() -> mailbox.post(task(8), false));
        while (done.size() < 9) {
            mailbox.run();
        }
        poster.join();
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), done);
    }

    @Test
    void theLoopItselfNeverWaits() {
        for (int i = 0; i < 8; i++) {
            mailbox.post(task(i), false);
        }
        assertTrue(mailbox.post(task(8), true));
        mailbox.run();
        assertEquals(9, done.size());
    }

    @Test
    void afterAFailureTheRestIsStillThere() {
        mailbox.post(
                () -> {
                    throw new IllegalStateException();
                },
                false);
        mailbox.post(task(1), false);
        assertThrows(IllegalStateException.class, mailbox::run);
        mailbox.run();
        assertEquals(List.of(1), done);
    }

    @Test
    void aClosedOneTakesNothing() {
        mailbox.close();
        assertFalse(mailbox.offer(task(1)));
        assertFalse(mailbox.post(task(2), false));
        assertFalse(mailbox.post(task(3), true));
    }
}

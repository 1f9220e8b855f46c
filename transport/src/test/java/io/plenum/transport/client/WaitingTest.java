package io.plenum.transport.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WaitingTest {
    private final Waiting waiting = new Waiting();

    @Test
    void isFromTheRequestToTheAnswerInTheSocket() {
        waiting.asked(100);
        assertEquals(0, waiting.nanos());
        waiting.answered(130);
        assertEquals(30, waiting.nanos());
    }

    @Test
    void whatTheClientDoesInBetweenIsNoWait() {
        waiting.asked(100);
        waiting.answered(130);
        waiting.asked(500);
        waiting.answered(520);
        assertEquals(50, waiting.nanos());
    }

    @Test
    void aRequestThatIsRepeatedUnansweredIsOneWait() {
        waiting.asked(100);
        waiting.asked(150);
        waiting.asked(200);
        waiting.answered(230);
        assertEquals(130, waiting.nanos());
    }

    /// The loop was late: the answer to the first copy lay in the socket when the second one left.
    @Test
    void aRequestThatIsRepeatedBecauseTheAnswerIsUnreadCostsNothing() {
        waiting.asked(100);
        waiting.asked(150);
        waiting.answered(120);
        assertEquals(20, waiting.nanos());
    }

    @Test
    void anAnswerOfSeveralPartsIsThereWithTheLastOne() {
        waiting.asked(100);
        waiting.answered(130);
        waiting.answered(140);
        waiting.answered(135); // overtaken
        waiting.asked(200);
        assertEquals(40, waiting.nanos());
    }

    /// A part of the answer was lost, and a timer of the client's asks for all of it again.
    @Test
    void theClientsTimerIsNoWaitForTheServer() {
        waiting.asked(100);
        waiting.answered(130);
        waiting.asked(1_130);
        waiting.answered(1_150);
        assertEquals(50, waiting.nanos());
    }

    @Test
    void whileTheServerWaitsForUsWeDoNotWaitForIt() {
        waiting.asked(100);
        waiting.served(110, 150); // its own check lay unread for 40
        waiting.answered(170);
        assertEquals(30, waiting.nanos());
    }

    @Test
    void debtsThatOverlapCountOnce() {
        waiting.asked(100);
        waiting.served(90, 150);
        waiting.served(120, 160);
        waiting.answered(170);
        assertEquals(10, waiting.nanos());
    }

    @Test
    void aDebtBehindTheAnswerIsNone() {
        waiting.asked(100);
        waiting.served(150, 250);
        waiting.answered(170);
        assertEquals(50, waiting.nanos());
    }

    @Test
    void nothingCountsBehindTheEnd() {
        waiting.asked(100);
        waiting.ended(130);
        waiting.asked(200);
        waiting.answered(300);
        waiting.ended(400);
        assertEquals(30, waiting.nanos());
    }

    @Test
    void anAnswerThatNobodyAskedForIsNoWait() {
        waiting.answered(100);
        waiting.served(100, 200);
        assertEquals(0, waiting.nanos());
    }
}

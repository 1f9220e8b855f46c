package io.plenum.signaling.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.MediaKind;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import io.plenum.signaling.protocol.Described;
import io.plenum.signaling.protocol.LeaveReason;
import io.plenum.signaling.protocol.Outgoing;
import io.plenum.signaling.protocol.ParticipantInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// In virtual time.
class RoomNewsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final RoomNews news = new RoomNews(0);

    private static Described viewer(String id) {
        return Described.of(new ParticipantInfo(id, "Näme of " + id, 7, List.of()));
    }

    private static Described speaker(String id, boolean muted) {
        ParticipantInfo.Track voice =
                new ParticipantInfo.Track(new TrackId(17), MediaKind.AUDIO, TrackSource.MICROPHONE, muted, true);
        return Described.of(new ParticipantInfo(id, id, 7, List.of(voice)));
    }

    private static JsonArray here(JsonObject message) {
        return message.getJsonArray("here", new JsonArray());
    }

    @Test
    void theFirstIsToldAtOnceAndTheNextWaitATenthOfASecond() {
        news.here("ann", speaker("ann", false), false);
        assertTrue(news.dueNanos(2) <= 0);
        news.take(2, 5 * SECOND);
        news.here("ann", speaker("ann", true), true);
        assertEquals(5 * SECOND + 100 * MILLI, news.dueNanos(2));
        news.here("ann", speaker("ann", false), true);
        JsonObject message = new JsonObject(news.take(2, 6 * SECOND).toString());
        assertEquals(1, here(message).size(), "the last state only");
        assertFalse(here(message)
                .getJsonObject(0)
                .getJsonArray("tracks")
                .getJsonObject(0)
                .getBoolean("muted"));
        assertTrue(news.isEmpty());
    }

    @Test
    void anAudienceWaitsLongerUnlessSomebodyWhoPublishesDoesNot() {
        news.here("ann", viewer("ann"), false);
        news.take(2, 0);
        news.here("bob", viewer("bob"), false);
        assertEquals(SECOND, news.dueNanos(3));
        news.left("ann", LeaveReason.LOST, false);
        assertEquals(SECOND, news.dueNanos(3));
        news.here("bob", speaker("bob", false), false);
        assertEquals(100 * MILLI, news.dueNanos(3));
        JsonObject message = new JsonObject(news.take(3, 100 * MILLI).toString());
        assertEquals(3, message.getInteger("total"));
        assertEquals(
                new JsonArray().add(new JsonObject().put("id", "ann").put("reason", "lost")),
                message.getJsonArray("left"));
        assertEquals("bob", here(message).getJsonObject(0).getString("id"));
    }

    @Test
    void aLargeRoomIsToldLessOften() {
        news.take(4_000, 0);
        news.here("ann", speaker("ann", false), false);
        assertEquals(SECOND, news.dueNanos(4_000));
    }

    @Test
    void whoIsTheOnlyOneToTellOfKnowsIt() {
        news.here("ann", viewer("ann"), false);
        assertTrue(news.isOnlyAbout("ann"));
        assertFalse(news.isOnlyAbout("bob"));
        news.left("bob", LeaveReason.LEFT, false);
        assertFalse(news.isOnlyAbout("ann"));
    }

    /// Everybody would be written a message of everybody: half a million of them.
    @Test
    void aThousandWhoComeAreToldInAFewDozenMessagesOfWhichNoneTellsTwice() {
        int messages = 0;
        long bytes = 0;
        Set<String> known = new HashSet<>();
        for (int number = 1; number <= 1_000; number++) {
            long now = number * SECOND / 40;
            if (!news.isEmpty() && news.dueNanos(number) <= now) {
                Outgoing message = news.take(number, now);
                messages++;
                bytes += message.length();
                here(new JsonObject(message.toString()))
                        .forEach(who -> assertTrue(known.add(((JsonObject) who).getString("id"))));
            }
            news.here("viewer-" + number, viewer("viewer-" + number), false);
        }
        here(new JsonObject(news.take(1_000, 26 * SECOND).toString()))
                .forEach(who -> assertTrue(known.add(((JsonObject) who).getString("id"))));
        assertEquals(1_000, known.size());
        assertTrue(messages <= 26, "messages: " + messages);
        assertTrue(bytes < 100_000, "bytes for each viewer: " + bytes);
    }
}

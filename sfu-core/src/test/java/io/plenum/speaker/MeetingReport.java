package io.plenum.speaker;

import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What became of some meetings: how soon the floor went to whose turn it was, how often to somebody
/// else, and how much of their first second was not forwarded.
final class MeetingReport {
    private static final int AUDIO_SPEAKERS = 3;
    private static final int PACKET_MILLIS = 20;
    private static final long PACKET_NANOS = PACKET_MILLIS * 1_000_000L;
    private static final int FIRST_SECOND = 50;
    private static final int PER_MINUTE = 3_000;

    private final Meeting.Kind kind;
    private final List<Integer> switchMillis = new ArrayList<>();
    private final List<Integer> clippedMillis = new ArrayList<>();
    private int minutes;
    private int falseChanges;
    private int missed;
    private int turns;
    private int swaps;

    MeetingReport(Meeting.Kind kind) {
        this.kind = kind;
    }

    MeetingReport add(int people, long seed, int length) {
        minutes += length;
        new Run(new Meeting(kind, people, seed)).minutes(length);
        return this;
    }

    double meanSwitchMillis() {
        return switchMillis.stream().mapToInt(each -> each).average().orElse(0);
    }

    double falseChangesPerMinute() {
        return (double) falseChanges / minutes;
    }

    double missedTurns() {
        return (double) missed / turns;
    }

    double meanClippedMillis() {
        return clippedMillis.stream().mapToInt(each -> each).average().orElse(0);
    }

    /// Of all beginnings the one that nine of ten, or 99 of 100, are better than.
    int clippedMillis(double part) {
        Collections.sort(clippedMillis);
        return clippedMillis.get((int) (clippedMillis.size() * part));
    }

    double swapsPerMinute() {
        return (double) swaps / minutes;
    }

    @Override
    public String toString() {
        return String.format(
                "%s: floor after %.0f ms, %.2f false changes a minute, %.3f of the turns missed; "
                        + "clipped %.1f ms (p90 %d, p99 %d), %.1f changes of the loudest a minute",
                kind,
                meanSwitchMillis(),
                falseChangesPerMinute(),
                missedTurns(),
                meanClippedMillis(),
                clippedMillis(0.9),
                clippedMillis(0.99),
                swapsPerMinute());
    }

    /// One meeting and what is made of it.
    private final class Run {
        private final Meeting meeting;
        private final ActiveSpeaker speakers = new ActiveSpeaker(AUDIO_SPEAKERS);
        private final List<Voice> voices = new ArrayList<>();
        private long now = 1_000_000_000L;
        private int turn = Meeting.NOBODY;
        private int sinceTurn;
        private int clipped;
        private boolean reached;
        private long floor = Meeting.NOBODY;

        Run(Meeting meeting) {
            this.meeting = meeting;
            for (int person = 0; person < meeting.people(); person++) {
                voices.add(speakers.join(new PeerId(person), new TrackId(person)));
            }
        }

        void minutes(int length) {
            for (int packet = 0; packet < length * PER_MINUTE; packet++) {
                meeting.step();
                now += PACKET_NANOS;
                noteTurn();
                hear();
                noteClipped();
                speakers.advance(now);
                noteFloor();
            }
        }

        private void noteTurn() {
            sinceTurn++;
            if (meeting.turn() == turn) {
                return;
            }
            if (turn != Meeting.NOBODY) {
                turns++;
                missed += reached ? 0 : 1;
                clippedMillis.add(clipped);
            }
            turn = meeting.turn();
            sinceTurn = 0;
            clipped = 0;
            reached = false;
        }

        private void hear() {
            for (int person = 0; person < voices.size(); person++) {
                if (meeting.level(person) != Meeting.NO_PACKET) {
                    swaps += speakers.heard(voices.get(person), meeting.level(person), now) ? 1 : 0;
                }
            }
        }

        private void noteClipped() {
            boolean speaks = turn != Meeting.NOBODY && meeting.inWord(turn) && sinceTurn < FIRST_SECOND;
            clipped += speaks && !voices.get(turn).forwarded() ? PACKET_MILLIS : 0;
        }

        private void noteFloor() {
            List<PeerId> recent = speakers.recent();
            long now = recent.isEmpty() ? Meeting.NOBODY : recent.getFirst().value();
            if (now != floor) {
                floor = now;
                falseChanges += meeting.mayHaveFloor((int) now) ? 0 : 1;
            }
            if (!reached && turn != Meeting.NOBODY && floor == turn) {
                reached = true;
                switchMillis.add((sinceTurn + 1) * PACKET_MILLIS);
            }
        }
    }
}

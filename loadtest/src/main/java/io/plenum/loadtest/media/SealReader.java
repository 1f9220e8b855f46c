package io.plenum.loadtest.media;

import io.plenum.core.MediaKind;
import java.util.zip.CRC32;

/// What the seals say of the packets that come through one slot: whose they are, whether they are
/// whole, how long they took, and which of the publisher's are missing.
///
/// A publisher's count is followed for as long as its stream stays in the slot: what a server leaves
/// out between two visits is no loss, and one camera's encodings are streams of their own.
final class SealReader {
    /// What was no intact packet of a member tells no quality.
    static final int NOTHING = -1;

    private final Roster.Member viewer;
    private final MediaKind kind;
    private final boolean countsAll;
    private final Tally tally;
    private final CRC32 crc = new CRC32();
    private final CountWindow loose = new CountWindow();
    /// The stream that the slot shows, and the one before: a retransmission of it may come late.
    private CountWindow shown = new CountWindow();

    private CountWindow before = new CountWindow();
    /// When the server said last that another track plays here.
    private long changedNanos = Long.MIN_VALUE;
    private int knownSource;
    private boolean welcome;

    /// @param countsAll whether every packet is read: of a sample nobody knows what is missing
    SealReader(Roster.Member viewer, MediaKind kind, boolean countsAll, Tally tally) {
        this.viewer = viewer;
        this.kind = kind;
        this.countsAll = countsAll;
        this.tally = tally;
    }

    /// Another track plays here, or none. It may be gone again before anything of it came, while a key frame was
    /// waited for: then only this tells why the one before has a gap.
    void changed(long nowNanos) {
        changedNanos = nowNanos;
    }

    /// A payload; gives the quality that it belongs to.
    ///
    /// @param place where it stands among those of the slot's stream
    int read(byte[] bytes, int payload, int end, Place place, long nowNanos) {
        if (!Seal.isIn(bytes, payload, end)) {
            tally.strange++;
            return NOTHING;
        }
        if (!Seal.isIntact(crc, bytes, payload, end)) {
            tally.damaged++;
            return NOTHING;
        }
        int source = Seal.source(bytes, end);
        if (!isWelcome(source)) {
            tally.strange++;
            return NOTHING;
        }
        if (countsAll && place != Place.TOO_LATE) {
            count(source, Seal.count(bytes, end), Seal.number(bytes, end), place == Place.AHEAD, nowNanos);
        }
        tally.latency(nowNanos - Seal.sentNanos(bytes, end));
        return Seal.layer(bytes, end);
    }

    /// Sources change seldom: who is in the room is asked when one does.
    private boolean isWelcome(int source) {
        if (source != knownSource) {
            knownSource = source;
            welcome = viewer.mayGet(source);
        }
        return welcome;
    }

    private void count(int source, int count, long number, boolean ahead, long nowNanos) {
        if (count == Seal.LOOSE) {
            countLoose(source, number, ahead, nowNanos);
        } else if (ahead && (!shown.isOf(source, count) || isAnew(nowNanos))) {
            changeTo(source, count, number, nowNanos);
        } else if (shown.isOf(source, count) && shown.reaches(number)) {
            long highest = shown.highest();
            take(shown, number, nowNanos);
            tally.needed += Math.max(0, number - highest);
        } else if (before.isOf(source, count) && before.reaches(number) && number <= before.highest()) {
            take(before, number, nowNanos);
        }
    }

    /// Whether a stream comes back, rather than goes on.
    private boolean isAnew(long nowNanos) {
        return shown.lastNanos() < changedNanos || isSilent(nowNanos);
    }

    /// A long silence of a picture is told as such ([Streams]): servers pause video where a link does
    /// not carry it. Of voices it is a gap, since those are never paused.
    private boolean isSilent(long nowNanos) {
        return kind == MediaKind.VIDEO && nowNanos - shown.lastNanos() >= Streams.SILENCE_NANOS;
    }

    private void take(CountWindow window, long number, long nowNanos) {
        if (window.holds(number)) {
            tally.duplicates++;
        } else {
            tally.missing += window.take(number, nowNanos);
        }
    }

    private void changeTo(int source, int count, long number, long nowNanos) {
        CountWindow free = before;
        before = shown;
        shown = free;
        shown.begin(source, count, number, nowNanos);
        tally.needed++;
    }

    /// Gaps are the server's choice here, and no loss.
    private void countLoose(int source, long number, boolean ahead, long nowNanos) {
        if (!loose.isOf(source, Seal.LOOSE)) {
            if (ahead) {
                loose.begin(source, Seal.LOOSE, number, nowNanos);
            }
        } else if (loose.holds(number)) {
            tally.duplicates++;
        } else {
            loose.take(number, nowNanos);
        }
    }

    /// Where a packet stands among those of a slot's stream, by the server's numbers.
    enum Place {
        AHEAD,
        /// Put in order, or repaired.
        BEHIND,
        /// It had been given up, or stands nowhere.
        TOO_LATE
    }
}

package io.plenum.transport.srtp;

import org.jspecify.annotations.Nullable;

/// The SSRCs that a link was sent. Those that rest make room for new ones, but which numbers they have used is kept
/// for as long as the keys are used: under the same keys, a number seals one packet.
final class OutgoingStreams {
    /// 8 audio and 25 video slots with retransmissions are 66; the rest are slots that a renegotiation has closed. Each
    /// is up to 8 KB.
    private static final int MAX_LIVE = 256;

    /// A thousand renegotiations of all 66, at 12 bytes each: whoever does that needs new keys.
    private static final int MAX_RETIRED = 65_536;

    private final SrtpCipher cipher;
    private final SsrcTable<OutgoingStream> live = new SsrcTable<>();
    private final RetiredStreams retired = new RetiredStreams(MAX_RETIRED);
    private long uses;
    /// A viewer's packets come in runs of one stream.
    private @Nullable OutgoingStream last;

    OutgoingStreams(SrtpCipher cipher) {
        this.cipher = cipher;
    }

    /// The stream of an SSRC, made if need be; null when no further one can be.
    @Nullable
    OutgoingStream use(int ssrc) {
        OutgoingStream stream = last;
        return stream != null && stream.ssrc() == ssrc ? stream : change(ssrc);
    }

    private @Nullable OutgoingStream change(int ssrc) {
        OutgoingStream stream = live.get(ssrc);
        if (stream == null) {
            stream = open(ssrc);
        }
        if (stream != null) {
            stream.use(++uses);
            last = stream;
        }
        return stream;
    }

    private @Nullable OutgoingStream open(int ssrc) {
        long highest = retired.take(ssrc);
        if (live.size() == MAX_LIVE && !retireOldest()) {
            return null;
        }
        OutgoingStream stream = new OutgoingStream(ssrc, highest);
        live.put(ssrc, stream);
        return stream;
    }

    private boolean retireOldest() {
        if (retired.full()) {
            return false;
        }
        OutgoingStream oldest = null;
        for (int place = 0; place < live.places(); place++) {
            OutgoingStream stream = live.at(place);
            if (stream != null && (oldest == null || stream.lastUse() < oldest.lastUse())) {
                oldest = stream;
            }
        }
        if (oldest != null) {
            live.remove(oldest.ssrc());
            retired.add(oldest.ssrc(), oldest.highest());
            cipher.retireOutgoing(oldest.ssrc());
        }
        return true;
    }
}

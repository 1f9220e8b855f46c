package io.plenum.transport.srtp;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The SSRCs that a link is heard under. One takes a place only with a packet that has proved authentic; the longest
/// silent one gives its place up when all are taken.
final class IncomingStreams {
    /// 4 audio and 4 video tracks with 3 layers and their retransmissions are 28; twice that for what a renegotiation
    /// leaves behind.
    private static final int MAX_LIVE = 64;

    /// Long enough that no pause of a muted or throttled source looks like an end, as RTCP would still be heard.
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /// How far the last ones had come is known, against replays; beyond that RTP's own checks have to do.
    private static final int MAX_RETIRED = 1_024;

    private final SsrcTable<IncomingStream> live = new SsrcTable<>();
    private final RetiredStreams retired = new RetiredStreams(MAX_RETIRED);
    private IncomingStream spare = new IncomingStream();

    /// The stream of an SSRC, or what it would be: nothing is kept before [#heard].
    IncomingStream stream(int ssrc) {
        IncomingStream known = live.get(ssrc);
        if (known != null) {
            return known;
        }
        spare.begin(ssrc, retired.highest(ssrc));
        return spare;
    }

    /// Whether there is, or can be made, a place for the stream.
    boolean hasPlace(IncomingStream stream, long nowNanos) {
        return stream != spare || live.size() < MAX_LIVE || idle(nowNanos) != null;
    }

    /// A packet of this number is authentic. Returns the stream that had to make room; null when none had to.
    @Nullable
    IncomingStream heard(IncomingStream stream, long index, long nowNanos) {
        stream.accept(index);
        stream.heard(nowNanos);
        return stream == spare ? keep(stream, nowNanos) : null;
    }

    private @Nullable IncomingStream keep(IncomingStream stream, long nowNanos) {
        IncomingStream replaced = live.size() < MAX_LIVE ? null : idle(nowNanos);
        if (replaced != null) {
            live.remove(replaced.ssrc());
            retired.add(replaced.ssrc(), replaced.highest());
        }
        retired.take(stream.ssrc());
        live.put(stream.ssrc(), stream);
        spare = new IncomingStream();
        return replaced;
    }

    private @Nullable IncomingStream idle(long nowNanos) {
        IncomingStream longest = null;
        for (int place = 0; place < live.places(); place++) {
            IncomingStream stream = live.at(place);
            if (stream != null
                    && nowNanos - stream.heardNanos() >= IDLE_NANOS
                    && (longest == null || stream.heardNanos() < longest.heardNanos())) {
                longest = stream;
            }
        }
        return longest;
    }
}

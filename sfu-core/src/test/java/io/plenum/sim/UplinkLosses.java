package io.plenum.sim;

import io.plenum.rtp.RtpPacket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which of a publisher's packets have not arrived in time, not even sent again.
final class UplinkLosses implements Holes.Losses {
    private record Sent(long track, int encoding, long frame, int packet, long captureNanos) {
        static Sent of(MediaStamp stamp) {
            return new Sent(stamp.track(), stamp.encoding(), stamp.frame(), stamp.packet(), stamp.captureNanos());
        }
    }

    /// Receivers wait no longer for what is missing.
    private static final long IN_TIME_NANOS = Times.seconds(1);

    /// Too long ago to come in time.
    private static final long LOST = Long.MIN_VALUE / 2;

    private final Set<Sent> known = new HashSet<>();
    private final Map<Sent, Long> missing = new HashMap<>();

    void sent(byte[] datagram, int length, long nowNanos) {
        if (!RtpPacket.isRtcp(datagram, length)) {
            MediaStamp.find(datagram, 0, length).map(Sent::of).ifPresent(sent -> {
                if (known.add(sent)) {
                    missing.put(sent, nowNanos);
                }
            });
        }
    }

    void arrived(byte[] datagram, long nowNanos) {
        if (!RtpPacket.isRtcp(datagram, datagram.length)) {
            MediaStamp.find(datagram, 0, datagram.length)
                    .map(Sent::of)
                    .ifPresent(sent -> missing.computeIfPresent(
                            sent, (_, sentNanos) -> nowNanos - sentNanos <= IN_TIME_NANOS ? null : sentNanos));
        }
    }

    /// The encoder begins anew: what has not come by now is not waited for any more.
    void restarted() {
        missing.replaceAll((_, _) -> LOST);
    }

    @Override
    public long count(long track, int encoding, long fromNanos, long toNanos) {
        return missing.keySet().stream()
                .filter(sent -> sent.track() == track && sent.encoding() == encoding)
                .filter(sent -> sent.captureNanos() >= fromNanos && sent.captureNanos() <= toNanos)
                .count();
    }
}

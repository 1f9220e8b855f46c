package io.plenum.benchmarks;

import io.plenum.core.EncodingSpec;
import io.plenum.core.HeaderExtension;
import io.plenum.core.TrackSpec;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.PublisherOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What a simulated camera, a microphone or both sent in some seconds, for a [Player] to send again and again.
final class Recording {
    /// A multiple of all cycles of layers, so that each round begins like the first: with a key frame.
    static final long NANOS = 4_000_000_000L;

    private static final long STEP_NANOS = 1_000_000;

    /// A voice rises and falls with each syllable.
    private static final long SYLLABLE_NANOS = 200_000_000;

    private static final int LOUD_MINUS_DBOV = 20;
    private static final int QUIET_MINUS_DBOV = 50;
    private static final int SILENT_MINUS_DBOV = 80;

    /// What was sent at one moment.
    static final class Sent {
        final long nanos;
        final byte[] bytes;
        /// The place of its stream in [#streams]; [#REPORT] for a report.
        final int stream;
        /// Where its transport-wide number is.
        final int transportAt;

        Sent(long nanos, byte[] bytes, int stream, int transportAt) {
            this.nanos = nanos;
            this.bytes = bytes;
            this.stream = stream;
            this.transportAt = transportAt;
        }
    }

    /// @param track the place of its track in [#tracks]
    record Stream(int track, int encoding, int clockKilohertz) {}

    static final int REPORT = -1;

    private final List<TrackSpec> tracks;
    private final List<Stream> streams = new ArrayList<>();
    private final Map<Long, Integer> bySsrc = new HashMap<>();
    private final List<Sent> packets = new ArrayList<>();
    private final RtpPacket rtp = new RtpPacket();

    /// @param speaks whether there is a voice, or the silence of somebody who listens
    Recording(PublisherOptions options, boolean speaks, long seed) {
        Random random = new Random(seed);
        FakePublisher publisher = new FakePublisher("bench", options, 0, 10, random, 0);
        tracks = publisher.tracks();
        for (int track = 0; track < tracks.size(); track++) {
            List<EncodingSpec> encodings = tracks.get(track).encodings();
            for (int encoding = 0; encoding < encodings.size(); encoding++) {
                bySsrc.put(encodings.get(encoding).ssrc().orElseThrow(), streams.size());
                int clockRate = tracks.get(track).payloads().getFirst().codec().clockRate();
                streams.add(new Stream(track, encoding, clockRate / 1_000));
            }
        }
        for (long at = 0; at < NANOS; at += STEP_NANOS) {
            long now = at;
            if (at % SYLLABLE_NANOS == 0) {
                publisher.level(speaks ? random.nextInt(LOUD_MINUS_DBOV, QUIET_MINUS_DBOV) : SILENT_MINUS_DBOV);
            }
            publisher.advance(at, (bytes, length) -> record(now, Arrays.copyOf(bytes, length)));
        }
    }

    static Recording of(StreamKind kind) {
        PublisherOptions one = PublisherOptions.PERSON.sending(
                kind.shape().isEmpty(), kind.shape().isPresent());
        return new Recording(kind.shape().map(one::filming).orElse(one), true, 1);
    }

    private void record(long nanos, byte[] bytes) {
        if (RtpPacket.isRtcp(bytes, bytes.length)) {
            packets.add(new Sent(nanos, bytes, REPORT, 0));
        } else if (rtp.wrap(bytes, 0, bytes.length)) {
            Integer stream = bySsrc.get(rtp.ssrc());
            if (stream == null) {
                throw new IllegalStateException("a packet of a stream that was not announced");
            }
            int id = tracks.getFirst().extensions().id(HeaderExtension.TRANSPORT_CC);
            packets.add(new Sent(nanos, bytes, stream, rtp.extensionOffset(id)));
        }
    }

    List<TrackSpec> tracks() {
        return tracks;
    }

    List<Stream> streams() {
        return streams;
    }

    List<Sent> packets() {
        return packets;
    }
}

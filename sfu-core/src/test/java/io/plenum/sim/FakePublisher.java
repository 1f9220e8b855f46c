package io.plenum.sim;

import io.plenum.core.EncodingSpec;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import io.plenum.core.TrackSpec;
import io.plenum.rtcp.Fir;
import io.plenum.rtcp.Nack;
import io.plenum.rtcp.ReportBlocks;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.RtcpType;
import io.plenum.rtp.NtpTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// A browser's sending half: a microphone and a camera, retransmissions, sender reports, and ears for feedback.
///
/// No input or output of its own: `advance` and `receive` are handed the time and a wire to send on.
public final class FakePublisher {
    private static final long REPORT_NANOS = Times.seconds(1);
    private static final String AUDIO_MID = "a0";
    private static final String VIDEO_MID = "v0";

    private final PublisherOptions options;
    private final long epochMillis;
    private final byte[] cname;
    private final long audioTrack;
    private final long videoTrack;
    private final PacketSeal seal;
    private final Recordings recordings;
    private final AudioSource microphone;
    private final TransportSequence transportSequence = new TransportSequence();
    private final Random random;
    private VideoSource camera;
    private final RtcpReader rtcp = new RtcpReader();
    private final ReportBlocks blocks = new ReportBlocks();
    private final Nack nack = new Nack();
    private final Fir fir = new Fir();
    private final FeedbackSeen feedback = new FeedbackSeen();
    private long nextReportNanos;
    private int lastFir = -1;

    /// @param epochMillis the true wall clock at time 0; the publisher's own is off by its option
    /// @param audioTrack the number its microphone's packets are stamped with; the camera's is the next one
    public FakePublisher(
            String name, PublisherOptions options, long epochMillis, long audioTrack, Random random, long startNanos) {
        this(name, options, epochMillis, audioTrack, random, startNanos, PacketSeal.NONE, Recordings.NONE);
    }

    /// The same with a mark on each packet of what it makes up, or with recordings instead.
    public FakePublisher(
            String name,
            PublisherOptions options,
            long epochMillis,
            long audioTrack,
            Random random,
            long startNanos,
            PacketSeal seal,
            Recordings recordings) {
        this.options = options;
        this.seal = seal;
        this.recordings = recordings;
        this.epochMillis = epochMillis + options.clockOffsetMillis();
        this.cname = name.getBytes(StandardCharsets.US_ASCII);
        this.audioTrack = audioTrack;
        this.videoTrack = audioTrack + 1;
        this.random = random;
        Dialect dialect = options.dialect();
        microphone = microphone(
                stream(dialect.opus(), AUDIO_MID, "", firstNumbers(), recordings.microphone()),
                startNanos + random.nextLong(Times.millis(20)));
        camera = camera(startNanos + random.nextLong(Times.millis(33)));
        microphone.enabled(options.audio());
        camera.enabled(options.video());
        nextReportNanos = startNanos + random.nextLong(REPORT_NANOS);
    }

    private AudioSource microphone(OutgoingStream stream, long startNanos) {
        return recordings
                .microphone()
                .<AudioSource>map(feed -> new FedMicrophone(stream, feed, options.minusDbov(), startNanos))
                .orElseGet(() -> new OpusSource(audioTrack, stream, options.minusDbov(), startNanos));
    }

    private VideoSource camera(long startNanos) {
        PayloadSpec payload = videoPayload();
        if (recordings.camera().isPresent()) {
            OutgoingStream stream = stream(payload, VIDEO_MID, "", firstNumbers(), recordings.camera());
            return new FedCamera(stream, recordings.camera().get(), startNanos);
        }
        if (options.layered().isEmpty()) {
            OutgoingStream stream = stream(payload, VIDEO_MID, "", firstNumbers(), Optional.empty());
            return new Vp8Source(videoTrack, stream, options.shape(), random, startNanos);
        }
        LayeredShape shape = options.layered().get();
        List<OutgoingStream> streams = new ArrayList<>();
        List<LayeredPayload> starts = new ArrayList<>();
        for (int i = 0; i < shape.encodings(); i++) {
            FirstNumbers first = firstNumbers();
            streams.add(stream(payload, VIDEO_MID, rid(i), first, Optional.empty()));
            starts.add(new LayeredPayload(shape, i, first, random.nextLong()));
        }
        return new LayeredSource(videoTrack, streams, starts, shape, random, startNanos);
    }

    /// The camera's encoders begin anew: with other sequence numbers, timestamps and picture ids.
    ///
    /// @param sameNames whether under the same SSRCs, as when only the encoder was restarted
    public void restart(boolean sameNames, long nowNanos) {
        VideoSource before = camera;
        camera = camera(nowNanos);
        if (camera instanceof LayeredSource fresh && before instanceof LayeredSource old) {
            fresh.after(old);
        }
        for (int i = 0; sameNames && i < camera.streams().size(); i++) {
            camera.streams().get(i).takeNames(before.streams().get(i));
        }
    }

    /// Sends so many packets of padding behind each of the camera's pictures.
    public void padding(int packets) {
        camera.padding(packets);
    }

    /// Empty where there is one encoding only, as browsers have it.
    private String rid(int encoding) {
        return options.layered().filter(shape -> shape.encodings() > 1).isPresent() ? "r" + encoding : "";
    }

    private PayloadSpec videoPayload() {
        return options.dialect()
                .video(options.layered().map(LayeredShape::format).orElse(VideoFormat.VP8));
    }

    private FirstNumbers firstNumbers() {
        return options.firstSequence() < 0
                ? FirstNumbers.any(random)
                : FirstNumbers.beforeTheWrap(options.firstSequence());
    }

    /// A recording stays as it is: a mark would be damage to a decoder.
    private OutgoingStream stream(
            PayloadSpec payload, String mid, String rid, FirstNumbers first, Optional<MediaFeed> recording) {
        PacketSeal mark = recording.isPresent() ? PacketSeal.NONE : seal;
        return new OutgoingStream(
                payload, options.dialect().extensions(), mid, rid, first, transportSequence, mark, random);
    }

    public long audioTrack() {
        return audioTrack;
    }

    public long videoTrack() {
        return videoTrack;
    }

    /// What the engine heard about: how often the server asked for what.
    public FeedbackSeen feedback() {
        return feedback;
    }

    public long keyFrames() {
        return camera.keyFrames();
    }

    public long packetsSent(MediaKind kind) {
        return streams(kind).stream().mapToLong(OutgoingStream::packets).sum();
    }

    public long packetsResent() {
        return camera.streams().stream().mapToLong(OutgoingStream::resent).sum();
    }

    /// Sends so many layers of its camera and no more, as when its bandwidth falls.
    public void limit(int layers) {
        camera.limit(layers);
    }

    /// Encodes what its camera shows at no more than this, as when its bandwidth falls further: its pictures become
    /// smaller, and at last fewer.
    public void encodeAt(long bitsPerSecond) {
        camera.encodeAt(bitsPerSecond);
    }

    /// Switches off what nobody watches, unless it is a client that knows no such message.
    public void wanted(TrackId track, List<Boolean> encodings) {
        if (options.obeys() && track.value() == videoTrack) {
            camera.wanted(encodings);
        }
    }

    /// As the publisher's offer describes its tracks.
    public List<TrackSpec> tracks() {
        List<TrackSpec> tracks = new ArrayList<>();
        if (options.audio()) {
            tracks.add(track(audioTrack, MediaKind.AUDIO, TrackSource.MICROPHONE, AUDIO_MID));
        }
        if (options.video()) {
            tracks.add(track(videoTrack, MediaKind.VIDEO, TrackSource.CAMERA, VIDEO_MID));
        }
        return tracks;
    }

    private TrackSpec track(long id, MediaKind kind, TrackSource source, String mid) {
        PayloadSpec payload = kind == MediaKind.AUDIO ? options.dialect().opus() : videoPayload();
        List<EncodingSpec> encodings = new ArrayList<>();
        for (OutgoingStream stream : streams(kind)) {
            encodings.add(encoding(kind, encodings.size(), stream));
        }
        return new TrackSpec(
                new TrackId(id),
                kind,
                source,
                mid,
                List.of(payload),
                options.dialect().extensions(),
                encodings,
                false);
    }

    private EncodingSpec encoding(MediaKind kind, int index, OutgoingStream stream) {
        String rid = kind == MediaKind.VIDEO ? rid(index) : "";
        if (!options.ssrcsNamed()) {
            return new EncodingSpec(rid, OptionalLong.empty(), OptionalLong.empty());
        }
        OptionalLong rtx = kind == MediaKind.VIDEO ? OptionalLong.of(stream.rtxSsrc()) : OptionalLong.empty();
        return new EncodingSpec(rid, OptionalLong.of(stream.ssrc()), rtx);
    }

    private List<OutgoingStream> streams(MediaKind kind) {
        return kind == MediaKind.AUDIO ? List.of(microphone.stream()) : camera.streams();
    }

    /// How loud it speaks from now on.
    public void level(int minusDbov) {
        microphone.level(minusDbov);
    }

    /// Stops or starts sending, as when a track is taken out of its sender.
    public void enabled(MediaKind kind, boolean enabled) {
        if (kind == MediaKind.AUDIO) {
            microphone.enabled(enabled);
        } else {
            camera.enabled(enabled);
        }
    }

    /// Sends what is due; returns when to call again.
    public long advance(long nowNanos, Wire wire) {
        long deadline = Math.min(microphone.advance(nowNanos, wire), camera.advance(nowNanos, wire));
        if (nextReportNanos <= nowNanos) {
            nextReportNanos += REPORT_NANOS;
            report(nowNanos, wire);
        }
        return Math.min(deadline, nextReportNanos);
    }

    private void report(long nowNanos, Wire wire) {
        long ntpTime = NtpTime.of(epochMillis, nowNanos);
        for (MediaKind kind : MediaKind.values()) {
            for (OutgoingStream stream : streams(kind)) {
                if (stream.packets() > 0) {
                    stream.report(ntpTime, cname, nowNanos, wire);
                }
            }
        }
    }

    /// RTCP from the server. False = it is no valid RTCP.
    public boolean receive(byte[] bytes, int length, long nowNanos, Wire wire) {
        if (!rtcp.wrap(bytes, 0, length)) {
            return false;
        }
        while (rtcp.next()) {
            packet(nowNanos, wire);
        }
        return true;
    }

    private void packet(long nowNanos, Wire wire) {
        switch (rtcp.type()) {
            case RtcpType.SENDER_REPORT, RtcpType.RECEIVER_REPORT -> reportBlocks();
            case RtcpType.TRANSPORT_FEEDBACK, RtcpType.PAYLOAD_FEEDBACK -> feedback(nowNanos, wire);
            default -> {}
        }
    }

    private void reportBlocks() {
        blocks.wrap(rtcp);
        while (blocks.next()) {
            for (MediaKind kind : MediaKind.values()) {
                if (streams(kind).stream().anyMatch(stream -> stream.ssrc() == blocks.ssrc())) {
                    feedback.report(kind, blocks);
                }
            }
        }
    }

    private void feedback(long nowNanos, Wire wire) {
        if (rtcp.isTransportCc()) {
            feedback.transport(rtcp);
        } else if (rtcp.isNack()) {
            resend(nowNanos, wire);
        } else if (rtcp.isPli() && encodingOf(rtcp.mediaSsrc()) >= 0) {
            feedback.pli();
            camera.wantKeyFrame(encodingOf(rtcp.mediaSsrc()));
        } else if (rtcp.isFir()) {
            fullIntraRequests();
        }
    }

    private void resend(long nowNanos, Wire wire) {
        nack.wrap(rtcp);
        for (int lost = nack.next(); lost >= 0; lost = nack.next()) {
            int encoding = encodingOf(nack.mediaSsrc());
            if (encoding >= 0) {
                feedback.nacked();
                camera.streams().get(encoding).resend(lost, nowNanos, wire);
            }
        }
    }

    private void fullIntraRequests() {
        fir.wrap(rtcp);
        while (fir.next()) {
            int encoding = encodingOf(fir.ssrc());
            if (encoding >= 0 && fir.sequence8() != lastFir) {
                lastFir = fir.sequence8();
                feedback.fir();
                camera.wantKeyFrame(encoding);
            }
        }
    }

    /// -1 when it is not the camera's.
    private int encodingOf(long ssrc) {
        List<OutgoingStream> streams = camera.streams();
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).ssrc() == ssrc) {
                return i;
            }
        }
        return -1;
    }
}

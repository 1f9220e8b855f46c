package io.plenum.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.rtp.RtpHeaderWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Audio goes on as it came, but for redundancy that a listener did not agree on.
class AudioCodecTest {
    private static final PayloadSpec OPUS = payload(111, Codec.Family.OPUS, "audio/opus/48000/2", 48_000);
    private static final PayloadSpec RED = payload(63, Codec.Family.RED, "audio/red/48000/2", 48_000);
    private static final PayloadSpec G722 = payload(9, Codec.Family.OPAQUE, "audio/G722/8000/1", 8_000);
    private static final PayloadSpec PCMA = payload(8, Codec.Family.OPAQUE, "audio/PCMA/8000/1", 8_000);

    /// A block of the payload type 111, 960 ticks earlier and two bytes long, and the primary block (RFC 2198 §3).
    private static final byte[] REDUNDANT = {(byte) (0x80 | 111), 0x0F, 0x00, 0x02, 111, 1, 2, 3, 4, 5};

    private static final byte[] PRIMARY = {3, 4, 5};

    private final Stage stage = new Stage();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final PeerId ann = stage.join(1);
    private final PeerId eve = stage.join(2);

    private static PayloadSpec payload(int type, Codec.Family family, String key, int clockRate) {
        return new PayloadSpec(type, new Codec(family, key, clockRate, 1), OptionalInt.empty(), Set.of());
    }

    private void play(List<PayloadSpec> sent, List<PayloadSpec> received) {
        EncodingSpec encoding = new EncodingSpec("", OptionalLong.of(Stage.audioSsrc(ann)), OptionalLong.empty());
        TrackSpec track = new TrackSpec(
                Stage.audioTrack(ann),
                MediaKind.AUDIO,
                TrackSource.MICROPHONE,
                "0",
                sent,
                ExtensionMap.EMPTY,
                List.of(encoding),
                false);
        stage.command(new Command.Publish(ann, track));
        stage.openSlots(
                eve, new SlotSpec("a", MediaKind.AUDIO, 0, Stage.slotSsrc(eve, 0), 0, received, ExtensionMap.EMPTY));
    }

    private void send(PayloadSpec as, int sequence, byte... payload) {
        stage.send(
                ann,
                bytes -> header.start(
                                bytes, 0, as.payloadType(), false, sequence, sequence * 960L, Stage.audioSsrc(ann))
                        .finish(),
                payload);
    }

    private Stage.Rtp last() {
        return stage.rtp(eve, Stage.slotSsrc(eve, 0)).getLast();
    }

    @Test
    void redundancyGoesToWhoAgreedOnIt() {
        play(List.of(RED, OPUS), List.of(OPUS, payload(96, Codec.Family.RED, "audio/red/48000/2", 48_000)));
        send(RED, 10, REDUNDANT);
        assertEquals(96, last().packet().payloadType());
        assertArrayEquals(REDUNDANT, last().payload());
    }

    @Test
    void othersGetThePrimaryBlockAlone() {
        play(
                List.of(RED, OPUS),
                List.of(payload(100, Codec.Family.OPUS, OPUS.codec().key(), 48_000)));
        send(RED, 10, REDUNDANT);
        assertEquals(100, last().packet().payloadType());
        assertArrayEquals(PRIMARY, last().payload());
        send(OPUS, 11, PRIMARY);
        assertArrayEquals(PRIMARY, last().payload());
        send(RED, 12, REDUNDANT);
        assertArrayEquals(PRIMARY, last().payload());
        List<Stage.Rtp> all = stage.rtp(eve, Stage.slotSsrc(eve, 0));
        assertEquals(3, all.size());
        assertEquals(
                2, all.getLast().packet().sequence16() - all.getFirst().packet().sequence16());
    }

    @Test
    void redundancyThatIsNotWhatItAnnouncesStays() {
        play(List.of(RED, OPUS), List.of(OPUS));
        send(RED, 10, (byte) (0x80 | 111), (byte) 0x0F, (byte) 0x03, (byte) 0xFF, (byte) 111, (byte) 1);
        assertEquals(List.of(), stage.rtp(eve, Stage.slotSsrc(eve, 0)));
    }

    @Test
    void telephoneCodecsPass() {
        play(List.of(G722, PCMA), List.of(G722, PCMA));
        send(G722, 10, PRIMARY);
        assertEquals(9, last().packet().payloadType());
        assertArrayEquals(PRIMARY, last().payload());
        send(PCMA, 11, PRIMARY);
        assertEquals(8, last().packet().payloadType());
    }
}

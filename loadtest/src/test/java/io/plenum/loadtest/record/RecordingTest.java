package io.plenum.loadtest.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.codec.Av1Payload;
import io.plenum.codec.Vp8Descriptor;
import io.plenum.codec.Vp9Descriptor;
import io.plenum.sim.MediaFeed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final int VP8_DELTA = 0x11;
    private static final int VP9_KEY = 0x82;
    private static final int VP9_DELTA = 0x86;
    private static final int FRAME_NANOS = 33_333_333;

    private final Random random = new Random(20_261_121);

    @TempDir
    private Path folder = Path.of("");

    private byte[] noise(int first, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = (byte) first;
        return bytes;
    }

    /// With the start code that makes it one for the server as well.
    private byte[] vp8Key(int length) {
        byte[] frame = noise(0x10, length);
        frame[3] = (byte) 0x9D;
        frame[4] = 0x01;
        frame[5] = 0x2A;
        return frame;
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file"), content);
    }

    private VideoRecording video(String fourcc, byte[]... frames) throws IOException {
        return VideoRecording.read(file(Ivf.write(fourcc, List.of(frames))));
    }

    /// What a depacketizer gives a decoder.
    private static byte[] joined(List<byte[]> payloads, ToIntFunction<byte[]> descriptor) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (byte[] payload : payloads) {
            int at = descriptor.applyAsInt(payload);
            frame.write(payload, at, payload.length - at);
        }
        return frame.toByteArray();
    }

    @Test
    void framesOfVp8ArriveWholeAndNumbered() throws IOException {
        byte[] key = vp8Key(5_000);
        byte[] delta = noise(VP8_DELTA, 700);
        MediaFeed feed = video("VP80", key, delta).feed();
        Vp8Descriptor descriptor = new Vp8Descriptor();
        int pictureId = -1;
        for (byte[] frame : List.of(key, delta, key, delta)) {
            List<byte[]> payloads = feed.next(false).payloads();
            assertArrayEquals(frame, joined(payloads, payload -> {
                assertTrue(descriptor.wrap(payload, 0, payload.length));
                return descriptor.length();
            }));
            assertTrue(descriptor.wrap(payloads.getFirst(), 0, payloads.getFirst().length));
            assertEquals(Arrays.equals(frame, key), descriptor.keyFrameStart());
            assertTrue(descriptor.pictureId() > pictureId, "it goes on counting over the end of the file");
            pictureId = descriptor.pictureId();
        }
    }

    @Test
    void framesOfVp9ArriveWhole() throws IOException {
        byte[] key = noise(VP9_KEY, 3_000);
        byte[] delta = noise(VP9_DELTA, 30);
        MediaFeed feed = video("VP90", key, delta).feed();
        Vp9Descriptor descriptor = new Vp9Descriptor();
        for (byte[] frame : List.of(key, delta)) {
            List<byte[]> payloads = feed.next(false).payloads();
            assertArrayEquals(frame, joined(payloads, payload -> {
                assertTrue(descriptor.wrap(payload, 0, payload.length));
                return descriptor.length();
            }));
            assertTrue(descriptor.wrap(payloads.getFirst(), 0, payloads.getFirst().length));
            assertEquals(Arrays.equals(frame, key), descriptor.keyFrameStart());
        }
    }

    /// Without the temporal delimiter and the sizes, which the RTP format leaves out.
    @Test
    void unitsOfAv1ArriveWhole() throws IOException {
        byte[] sequence = noise(1 << 3, 12);
        byte[] picture = noise(6 << 3, 4_000);
        byte[] delta = noise(6 << 3, 1_090);
        MediaFeed feed = video("AV01", temporalUnit(sequence, picture), temporalUnit(delta))
                .feed();
        List<byte[]> first = feed.next(false).payloads();
        assertUnits(List.of(sequence, picture), first);
        assertTrue(Av1Payload.keyFrameStart(first.getFirst(), 0, first.getFirst().length));
        List<byte[]> second = feed.next(false).payloads();
        assertUnits(List.of(delta), second);
        assertFalse(Av1Payload.keyFrameStart(second.getFirst(), 0, second.getFirst().length));
    }

    private static byte[] temporalUnit(byte[]... units) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {0x12, 0});
        for (byte[] unit : units) {
            int size = unit.length - 1;
            file.write(unit[0] | 0x02);
            file.write((size & 0x7F) | 0x80);
            file.write(size >> 7);
            file.write(unit, 1, size);
        }
        return file.toByteArray();
    }

    private static void assertUnits(List<byte[]> expected, List<byte[]> payloads) {
        List<byte[]> units = new ArrayList<>();
        ByteArrayOutputStream unit = new ByteArrayOutputStream();
        for (byte[] payload : payloads) {
            assertTrue(payload.length <= Packetizer.MOST_BYTES + 1, "too long for a packet");
            assertEquals(unit.size() > 0, (payload[0] & 0x80) != 0, "whether it goes on");
            for (int at = 1; at < payload.length; ) {
                int length = payload[at] & 0x7F;
                if ((payload[at++] & 0x80) != 0) {
                    length |= payload[at++] << 7;
                }
                unit.write(payload, at, length);
                at += length;
                if (at < payload.length || (payload[0] & 0x40) == 0) {
                    units.add(unit.toByteArray());
                    unit.reset();
                }
            }
        }
        assertEquals(expected.size(), units.size());
        for (int i = 0; i < units.size(); i++) {
            assertArrayEquals(expected.get(i), units.get(i));
        }
    }

    @Test
    void whoNeedsAKeyFrameGetsTheNextOneOfTheFile() throws IOException {
        byte[] delta = noise(VP8_DELTA, 40);
        MediaFeed feed =
                video("VP80", vp8Key(50), delta, delta, vp8Key(60), delta).feed();
        assertEquals(54, feed.next(true).payloads().getFirst().length);
        assertEquals(64, feed.next(true).payloads().getFirst().length);
        assertEquals(54, feed.next(true).payloads().getFirst().length);
        assertEquals(44, feed.next(false).payloads().getFirst().length);
    }

    @Test
    void picturesAreShownAsLongAsTheFileSays() throws IOException {
        VideoRecording recording = video("VP80", vp8Key(1_000), noise(VP8_DELTA, 1_000), noise(VP8_DELTA, 1_000));
        for (VideoRecording.Picture frame : recording.pictures()) {
            assertEquals(FRAME_NANOS, (double) frame.nanos(), 1);
        }
        assertEquals(30, recording.shape().framesPerSecond());
        assertEquals(240_000, recording.shape().bitsPerSecond(), 10);
    }

    @Test
    void soundLastsAsLongAsItsFirstByteSays() throws IOException {
        byte[] twentyMillis = noise(0xF8, 100);
        byte[] twiceTen = noise(0xF1, 300);
        byte[] sixty = noise(0x18, 255);
        AudioRecording recording = AudioRecording.read(file(Ogg.write(List.of(twentyMillis, twiceTen, sixty))));
        MediaFeed feed = recording.feed();
        for (long millis : new long[] {20, 20, 60, 20}) {
            assertEquals(millis * 1_000_000, feed.next(false).nanos());
        }
        assertArrayEquals(twiceTen, feed.next(false).payloads().getFirst());
        assertArrayEquals(sixty, feed.next(false).payloads().getFirst());
    }

    /// Wherever it ends and whatever stands in it, there is a recording or one sentence that names the file.
    @Test
    void aDamagedFileIsOneSentence() throws IOException {
        byte[] vp8 = Ivf.write("VP80", List.of(vp8Key(100), noise(VP8_DELTA, 100)));
        byte[] av1 = Ivf.write("AV01", List.of(temporalUnit(noise(8, 20), noise(6 << 3, 90))));
        byte[] ogg = Ogg.write(List.of(noise(0xF8, 100), noise(0xF8, 300)));
        List<byte[]> originals = List.of(vp8, av1, ogg);
        for (int round = 0; round < 1_500; round++) {
            byte[] original = originals.get(round % originals.size());
            byte[] damaged = Arrays.copyOf(original, random.nextInt(original.length + 1));
            for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            tryToPlay(file(damaged), Arrays.equals(original, ogg));
        }
    }

    private static void tryToPlay(Path file, boolean audio) throws IOException {
        try {
            MediaFeed feed = audio
                    ? AudioRecording.read(file).feed()
                    : VideoRecording.read(file).feed();
            for (int i = 0; i < 3; i++) {
                assertTrue(feed.next(i == 1).nanos() > 0);
            }
        } catch (UnusableRecording e) {
            assertTrue(String.valueOf(e.getMessage()).contains(file.toString()));
        }
    }

    @Test
    void whatIsNoSuchFileSaysSo() throws IOException {
        Path text = file("What is this?".repeat(10).getBytes(StandardCharsets.US_ASCII));
        assertTrue(failure(() -> VideoRecording.read(text)).endsWith("it is no IVF file"));
        assertTrue(failure(() -> AudioRecording.read(text)).endsWith("it is no Ogg file"));
        assertTrue(failure(() -> video("H264", noise(0, 9))).contains("VP8, VP9 nor AV1"));
        assertTrue(failure(() -> video("VP80", noise(VP8_DELTA, 9))).contains("key frame"));
        assertTrue(failure(() -> VideoRecording.read(folder.resolve("nothing"))).contains("there is no file"));
    }

    private static String failure(Executable reading) {
        return String.valueOf(assertThrows(UnusableRecording.class, reading).getMessage());
    }
}

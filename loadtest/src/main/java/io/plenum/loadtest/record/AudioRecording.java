package io.plenum.loadtest.record;

import io.plenum.sim.MediaFeed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An Ogg file with one stream of Opus (RFC 3533, RFC 7845): pages of segments that make up packets, the first two of
/// which are about the stream.
public record AudioRecording(List<MediaFeed.Frame> packets) {
    private static final String CAPTURE_PATTERN = "OggS";
    private static final String OPUS_HEAD = "OpusHead";
    private static final int ABOUT_THE_STREAM = 2;

    /// A segment of so many bytes is not the last of its packet.
    private static final int FULL_SEGMENT = 255;

    /// Version, flags, position, serial number, page number, checksum.
    private static final int VERSION = 1;

    private static final int FLAGS_AND_POSITION = 9;
    private static final int NUMBER_AND_CHECKSUM = 8;

    /// As large a packet as RTP may carry here; Opus allows 1,275 bytes for each frame in it.
    private static final int MOST_BYTES = 1_275;

    public AudioRecording {
        packets = List.copyOf(packets);
    }

    /// @throws UnusableRecording with a sentence for the user
    public static AudioRecording read(Path file) throws IOException {
        FileBytes bytes = FileBytes.of(file);
        List<byte[]> all = packets(bytes);
        if (all.isEmpty() || !new String(all.getFirst(), StandardCharsets.ISO_8859_1).startsWith(OPUS_HEAD)) {
            throw bytes.unusable("its first stream is not Opus");
        }
        List<MediaFeed.Frame> frames = new ArrayList<>();
        for (byte[] packet : all.subList(Math.min(ABOUT_THE_STREAM, all.size()), all.size())) {
            if (packet.length == 0 || packet.length > MOST_BYTES) {
                throw bytes.unusable("a packet of " + packet.length + " bytes");
            }
            frames.add(new MediaFeed.Frame(List.of(packet), OpusDuration.nanos(packet)));
        }
        if (frames.isEmpty()) {
            throw bytes.unusable("there is no sound in it");
        }
        return new AudioRecording(frames);
    }

    /// Of the first stream.
    private static List<byte[]> packets(FileBytes file) throws UnusableRecording {
        List<byte[]> packets = new ArrayList<>();
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        long stream = -1;
        for (int page = 1; !file.isAtEnd(); page++) {
            String which = "page " + page;
            if (!file.text(CAPTURE_PATTERN.length(), which).equals(CAPTURE_PATTERN)) {
                throw file.unusable(page == 1 ? "it is no Ogg file" : which + " does not begin as one");
            }
            file.skip(VERSION + FLAGS_AND_POSITION, which);
            long serial = file.u32(which);
            file.skip(NUMBER_AND_CHECKSUM, which);
            byte[] segments = file.take(file.u8(which), which);
            stream = page == 1 ? serial : stream;
            for (byte segment : segments) {
                byte[] content = file.take(segment & 0xFF, which);
                if (serial == stream) {
                    packet.writeBytes(content);
                    if (content.length < FULL_SEGMENT) {
                        packets.add(packet.toByteArray());
                        packet.reset();
                    }
                }
            }
        }
        return packets;
    }

    /// A feed of its own for each participant: from the start, over and over.
    public MediaFeed feed() {
        return new MediaFeed() {
            private int next;

            @Override
            public Frame next(boolean key) {
                Frame frame = packets.get(next);
                next = (next + 1) % packets.size();
                return frame;
            }
        };
    }
}

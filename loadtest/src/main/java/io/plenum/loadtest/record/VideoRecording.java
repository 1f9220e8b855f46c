package io.plenum.loadtest.record;

import io.plenum.sim.LayeredShape;
import io.plenum.sim.MediaFeed;
import io.plenum.sim.VideoFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An IVF file: a header of 32 bytes, and before each frame its length and its time.
///
/// @param height of its pictures
/// @param pictures in the order of the file, the first of them a key frame
public record VideoRecording(VideoFormat format, int height, List<Picture> pictures) {
    private static final String SIGNATURE = "DKIF";
    private static final int HEADER = 32;
    private static final int HEADER_READ = 24;
    private static final Map<String, VideoFormat> FORMATS =
            Map.of("VP80", VideoFormat.VP8, "VP90", VideoFormat.VP9, "AV01", VideoFormat.AV1);
    private static final double SECOND = 1e9;

    /// Times that stand still or leap are not obeyed: a picture is shown for at least and at most so long.
    private static final long LEAST_NANOS = 1_000_000L;

    private static final long MOST_NANOS = 1_000_000_000L;

    /// What an RTP packet of any of the formats has room for is much less than a frame may have.
    private static final int MOST_FRAME_BYTES = 4 << 20;

    /// What a decoder is given at once.
    public static final class Picture {
        private final byte[] bytes;
        private final boolean key;
        private final long nanos;

        Picture(byte[] bytes, boolean key, long nanos) {
            this.bytes = bytes;
            this.key = key;
            this.nanos = nanos;
        }

        Picture lasting(long changed) {
            return new Picture(bytes, key, Math.clamp(changed, LEAST_NANOS, MOST_NANOS));
        }

        byte[] bytes() {
            return bytes;
        }

        boolean key() {
            return key;
        }

        /// Until the next.
        long nanos() {
            return nanos;
        }
    }

    public VideoRecording {
        pictures = List.copyOf(pictures);
    }

    /// @throws UnusableRecording with a sentence for the user
    public static VideoRecording read(Path file) throws IOException {
        FileBytes bytes = FileBytes.of(file);
        if (!bytes.text(SIGNATURE.length(), "its signature").equals(SIGNATURE)) {
            throw bytes.unusable("it is no IVF file");
        }
        bytes.skip(Short.BYTES, "its header");
        int headerLength = bytes.u16("its header");
        String fourcc = bytes.text(4, "its header");
        VideoFormat format = FORMATS.get(fourcc);
        if (format == null) {
            throw bytes.unusable("its codec is neither VP8, VP9 nor AV1");
        }
        bytes.skip(Short.BYTES, "its header");
        int height = bytes.u16("its header");
        long ticks = bytes.u32("its header");
        long unit = bytes.u32("its header");
        if (headerLength < HEADER || ticks == 0 || unit == 0 || height == 0) {
            throw bytes.unusable("its header makes no sense");
        }
        bytes.skip(headerLength - HEADER_READ, "its header");
        return new VideoRecording(format, height, frames(bytes, format, unit * SECOND / ticks));
    }

    private static List<Picture> frames(FileBytes file, VideoFormat format, double tickNanos) throws UnusableRecording {
        List<Picture> frames = new ArrayList<>();
        long before = 0;
        while (!file.isAtEnd()) {
            String which = "frame " + (frames.size() + 1);
            long length = file.u32(which);
            long time = file.i64(which);
            if (length == 0 || length > MOST_FRAME_BYTES) {
                throw file.unusable(which + " has " + length + " bytes");
            }
            byte[] bytes = file.take((int) length, which);
            if (!frames.isEmpty()) {
                frames.set(frames.size() - 1, frames.getLast().lasting((long) ((time - before) * tickNanos)));
            }
            before = time;
            frames.add(new Picture(bytes, Packetizer.of(format).isKeyFrame(bytes), 0));
        }
        if (frames.isEmpty() || !frames.getFirst().key()) {
            throw file.unusable("it does not begin with a key frame");
        }
        long last = frames.size() > 1 ? frames.get(frames.size() - 2).nanos() : (long) tickNanos;
        frames.set(frames.size() - 1, frames.getLast().lasting(last));
        return frames;
    }

    /// A feed of its own for each participant: from the start, over and over.
    public MediaFeed feed() {
        return new Loop(this);
    }

    /// As a camera of one quality.
    public LayeredShape shape() {
        double seconds = pictures.stream().mapToLong(Picture::nanos).sum() / SECOND;
        long bits = pictures.stream()
                .mapToLong(picture -> picture.bytes().length * 8L)
                .sum();
        int framesPerSecond = Math.clamp(Math.round(pictures.size() / seconds), 1, 120);
        return new LayeredShape(format, 1, 1, 1, Set.of(), height, framesPerSecond, (int) (bits / seconds) + 1);
    }

    private static final class Loop implements MediaFeed {
        private final VideoRecording recording;
        private final Packetizer packetizer;
        private int next;

        Loop(VideoRecording recording) {
            this.recording = recording;
            this.packetizer = Packetizer.of(recording.format);
        }

        /// The first frame is a key frame, so there is one.
        @Override
        public MediaFeed.Frame next(boolean key) {
            while (key && !recording.pictures.get(next).key()) {
                next = (next + 1) % recording.pictures.size();
            }
            Picture picture = recording.pictures.get(next);
            next = (next + 1) % recording.pictures.size();
            return new MediaFeed.Frame(packetizer.payloads(picture.bytes(), picture.key()), picture.nanos());
        }
    }
}

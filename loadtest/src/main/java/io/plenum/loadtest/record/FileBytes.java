package io.plenum.loadtest.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file's content, read from front to back; what is not there ends in one sentence that names the file.
final class FileBytes {
    /// It is kept in memory: some ten minutes at 4 Mbit/s, and much more than a loop needs.
    private static final long MOST_BYTES = 256L << 20;

    private final String name;
    private final ByteBuffer bytes;

    private FileBytes(String name, byte[] content) {
        this.name = name;
        this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    static FileBytes of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnusableRecording("there is no file " + file);
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new UnusableRecording(file + " has more than " + (MOST_BYTES >> 20) + " MB");
        }
        return new FileBytes(file.toString(), Files.readAllBytes(file));
    }

    UnusableRecording unusable(String why) {
        return new UnusableRecording(name + ": " + why);
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    byte[] take(int length, String what) throws UnusableRecording {
        need(length, what);
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    String text(int length, String what) throws UnusableRecording {
        return new String(take(length, what), StandardCharsets.ISO_8859_1);
    }

    int u8(String what) throws UnusableRecording {
        return take(1, what)[0] & 0xFF;
    }

    int u16(String what) throws UnusableRecording {
        need(Short.BYTES, what);
        return bytes.getShort() & 0xFFFF;
    }

    long u32(String what) throws UnusableRecording {
        need(Integer.BYTES, what);
        return bytes.getInt() & 0xFFFF_FFFFL;
    }

    long i64(String what) throws UnusableRecording {
        need(Long.BYTES, what);
        return bytes.getLong();
    }

    void skip(int length, String what) throws UnusableRecording {
        need(length, what);
        bytes.position(bytes.position() + length);
    }

    private void need(int length, String what) throws UnusableRecording {
        if (length > bytes.remaining()) {
            throw unusable("it ends within " + what);
        }
    }
}

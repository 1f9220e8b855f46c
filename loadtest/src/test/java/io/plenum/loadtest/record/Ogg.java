package io.plenum.loadtest.record;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes Ogg files of Opus, without checksums.
final class Ogg {
    private static final int FULL_SEGMENT = 255;

    private Ogg() {}

    static byte[] write(List<byte[]> packets) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        page(file, 0, "OpusHead\1\2".getBytes(StandardCharsets.ISO_8859_1));
        page(file, 1, "OpusTags".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < packets.size(); i++) {
            page(file, i + 2, packets.get(i));
        }
        return file.toByteArray();
    }

    /// One packet.
    private static void page(ByteArrayOutputStream file, int number, byte[] packet) {
        ByteBuffer header = ByteBuffer.allocate(27).order(ByteOrder.LITTLE_ENDIAN);
        header.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) 0);
        header.putLong(number * 960L).putInt(7).putInt(number).putInt(0);
        int segments = packet.length / FULL_SEGMENT + 1;
        header.put((byte) segments);
        file.writeBytes(header.array());
        for (int i = 1; i < segments; i++) {
            file.write(FULL_SEGMENT);
        }
        file.write(packet.length % FULL_SEGMENT);
        file.writeBytes(packet);
    }
}

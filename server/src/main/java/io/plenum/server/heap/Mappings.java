package io.plenum.server.heap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where memory of one name lies in this process (proc_pid_maps(5)). One buffer serves every look, so that a server in
/// which nothing happens makes no garbage by looking.
final class Mappings implements AutoCloseable {
    /// Some two thousand lines. A heap lies in front of all libraries, so what is beyond is of no concern.
    private static final int MOST_BYTES = 256 << 10;

    private static final int HEX = 16;

    private final FileChannel file;
    private final byte[] name;
    private final ByteBuffer text = ByteBuffer.allocate(MOST_BYTES);

    /// Whoever is told of a range of addresses.
    interface Ranges {
        void range(long from, long to) throws IOException;
    }

    Mappings(Path file, String name) throws IOException {
        this.file = FileChannel.open(file);
        this.name = name.getBytes(StandardCharsets.US_ASCII);
    }

    void forEach(Ranges ranges) throws IOException {
        read();
        int line = 0;
        for (int at = 0; at < text.limit(); at++) {
            if (text.get(at) == '\n') {
                if (isNamed(line, at)) {
                    tell(line, ranges);
                }
                line = at + 1;
            }
        }
    }

    /// The kernel gives some lines at a time.
    private void read() throws IOException {
        text.clear();
        int read = 0;
        while (read >= 0 && text.hasRemaining()) {
            read = file.read(text, text.position());
        }
        text.flip();
    }

    private boolean isNamed(int line, int end) {
        for (int at = line; at <= end - name.length; at++) {
            if (stands(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean stands(int at) {
        for (int i = 0; i < name.length; i++) {
            if (text.get(at + i) != name[i]) {
                return false;
            }
        }
        return true;
    }

    /// A line begins with two hexadecimal numbers and a dash between them.
    private void tell(int line, Ranges ranges) throws IOException {
        int dash = line;
        while (isDigit(dash)) {
            dash++;
        }
        ranges.range(number(line), number(dash + 1));
    }

    private long number(int from) {
        long value = 0;
        for (int at = from; isDigit(at); at++) {
            value = HEX * value + Character.digit(text.get(at), HEX);
        }
        return value;
    }

    private boolean isDigit(int at) {
        return Character.digit(text.get(at), HEX) >= 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package io.plenum.relay;

import io.plenum.rtp.BigEndian;

/// What travels between two shards: some content, and behind it a trailer that says what it is. Behind, so that
/// an RTP packet begins where every packet begins, and is read where it lies.
///
/// ```
/// 0  sequence, extended; or layers  8 bytes
/// 8  handle: the track, as the receiving side of the media numbers it    4
/// 12 stream: changes when what follows does not continue what came before    4
/// 16 encoding, or a mask of encodings    1
/// 17 type    1
/// ```
///
/// Shards of one process trust each other: what does not fit is a bug, not an attack.
public final class RelayMessage {
    /// An RTP packet of a relayed layer, towards viewers. Content: the packet.
    public static final int MEDIA = 1;

    /// A publisher's sender report about a layer, towards viewers. Content: NTP time, RTP timestamp, age.
    public static final int REPORT = 2;

    /// What there is to choose from and what it takes, towards viewers. Content: some bytes for each
    /// encoding; which layers flow (a [LayerSet]) in the place of the sequence.
    public static final int LADDER = 3;

    /// Which encodings of a track somebody watches, towards the publisher. Content: peer, track. It holds for
    /// some seconds and is repeated every second: nothing has to be taken back when one side goes away.
    public static final int DEMAND = 4;

    /// A key frame of an encoding is needed, towards the publisher. Content: peer, track.
    public static final int KEYFRAME = 5;

    public static final int TRAILER_LENGTH = 18;
    public static final int REPORT_LENGTH = 24;
    public static final int REQUEST_LENGTH = 16;

    private static final int HANDLE = 8;
    private static final int STREAM = 12;
    private static final int ENCODING = 16;
    private static final int TYPE = 17;

    private byte[] bytes = new byte[0];
    private int trailer;

    /// Writes the trailer behind the content and returns the length of the whole.
    public static int close(
            byte[] bytes, int contentLength, int type, int handle, int encoding, int stream, long sequence) {
        BigEndian.put64(bytes, contentLength, sequence);
        BigEndian.put32(bytes, contentLength + HANDLE, handle);
        BigEndian.put32(bytes, contentLength + STREAM, stream);
        BigEndian.put8(bytes, contentLength + ENCODING, encoding);
        BigEndian.put8(bytes, contentLength + TYPE, type);
        return contentLength + TRAILER_LENGTH;
    }

    /// False when it is too short for what it says it is.
    public boolean wrap(byte[] message, int length) {
        bytes = message;
        trailer = length - TRAILER_LENGTH;
        return trailer >= 0 && trailer >= shortestContent();
    }

    private int shortestContent() {
        return switch (type()) {
            case REPORT -> REPORT_LENGTH;
            case DEMAND, KEYFRAME -> REQUEST_LENGTH;
            default -> 0;
        };
    }

    /// Whether it goes from viewers to the publisher.
    public boolean isRequest() {
        return type() == DEMAND || type() == KEYFRAME;
    }

    /// Of a request: whose track.
    public long peer() {
        return BigEndian.i64(bytes, 0);
    }

    /// Of a request: which track.
    public long track() {
        return BigEndian.i64(bytes, Long.BYTES);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int contentLength() {
        return trailer;
    }

    public int type() {
        return BigEndian.u8(bytes, trailer + TYPE);
    }

    public int handle() {
        return (int) BigEndian.u32(bytes, trailer + HANDLE);
    }

    /// Of [#MEDIA], [#REPORT], [#KEYFRAME] the encoding; of [#DEMAND] a bit for each.
    public int encoding() {
        return BigEndian.u8(bytes, trailer + ENCODING);
    }

    public int stream() {
        return (int) BigEndian.u32(bytes, trailer + STREAM);
    }

    /// Of [#LADDER]: which layers flow, a [LayerSet].
    public long layers() {
        return BigEndian.i64(bytes, trailer);
    }

    public long sequence() {
        return BigEndian.i64(bytes, trailer);
    }
}

package io.plenum.send;

import io.plenum.core.OutboundRtp;
import io.plenum.rtp.RtpHeaderWriter;
import java.util.Arrays;

/// Packets of nothing but padding (RFC 3550 §5.1).
final class Padding {
    private static final byte PADDING_BIT = 0x20;

    /// What the last byte of a padded packet can say.
    private static final int MAX_PADDING = 255;

    private final RtpHeaderWriter header;
    private final OwnExtensions own;
    private final OutboundRtp out = new OutboundRtp();

    Padding(RtpHeaderWriter header) {
        this.header = header;
        this.own = new OwnExtensions(header);
    }

    /// @param length about how long the packet is to be, its header included
    OutboundRtp write(SendStream stream, int payloadType, int length, int sendTime, int transport16) {
        int sequence16 = stream.nextRtxSequence16();
        header.start(out.head, 0, payloadType, false, sequence16, stream.timestamp(), stream.ssrc(true));
        own.leaveRoom(stream);
        out.headerLength = header.finish();
        own.find();
        own.write(out.head, stream.mid(), sendTime, transport16);
        out.head[0] |= PADDING_BIT;
        int padding = Math.clamp(length - out.headerLength, 1, MAX_PADDING);
        out.headLength = out.headerLength + padding;
        Arrays.fill(out.head, out.headerLength, out.headLength, (byte) 0);
        out.head[out.headLength - 1] = (byte) padding;
        out.bodyLength = 0;
        return out;
    }
}

package io.plenum.transport.srtp;

import io.plenum.core.OutboundRtp;
import java.lang.foreign.MemorySegment;

/// Encrypts and decrypts the packets of one link, both ways, under numbers that its [SrtpSession] decides: which are
/// new, which were used, what a stream that comes back goes on from, is none of its business.
///
/// A number is RFC 3711's packet index: for RTP the roll-over counter in front of the 16 bits of the packet, for RTCP
/// the number behind it. Whoever calls has made sure that packets are long enough and that there is room for what is
/// added. What returns false has done nothing that may be used.
interface SrtpCipher {
    /// Encrypts behind the header and puts the tag behind the packet.
    boolean sealRtp(int ssrc, long index, byte[] packet, int headerLength, int length);

    /// The same, of a packet in pieces, put together in the target where that is outside the heap.
    boolean sealRtp(int ssrc, long index, OutboundRtp packet, MemorySegment target, long offset);

    /// Checks the tag, which the length includes, and decrypts. The bytes are spoilt when it fails.
    boolean openRtp(int ssrc, long index, byte[] packet, int headerLength, int length);

    /// Encrypts behind the first header; puts tag and number behind the packet.
    boolean sealRtcp(int ssrc, int index, byte[] packet, int length);

    boolean openRtcp(int ssrc, int index, byte[] packet, int length);

    /// A stream is not expected to go on; what was kept for it may go. It may come back.
    void retireOutgoing(int ssrc);

    void retireIncoming(int ssrc);

    void retireIncomingControl(int ssrc);

    /// Frees everything; nothing may be called afterwards.
    void close();
}

package io.plenum.transport;

import io.plenum.transport.client.ClientLink;
import io.plenum.transport.client.ClientListener;
import io.plenum.transport.client.ClientLoop;
import io.plenum.transport.dtls.DtlsIdentity;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A client link that keeps what it receives.
final class TestClient implements ClientListener {
    static final int PACKET_LENGTH = 112;

    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();

    private final ClientLink link;
    private final List<LinkState> states = new CopyOnWriteArrayList<>();
    private final List<byte[]> rtp = new CopyOnWriteArrayList<>();
    private final List<byte[]> rtcp = new CopyOnWriteArrayList<>();

    TestClient(ClientLoop loop, InetAddress local) {
        link = loop.open(local, IDENTITY, this);
    }

    ClientLink link() {
        return link;
    }

    boolean is(LinkState state) {
        return !states.isEmpty() && new ArrayList<>(states).getLast() == state;
    }

    List<byte[]> rtp() {
        return rtp;
    }

    List<byte[]> rtcp() {
        return rtcp;
    }

    @Override
    public void state(LinkState state, String reason) {
        states.add(state);
    }

    @Override
    public void rtp(byte[] packet, int length, long nowNanos, long arrivedNanos) {
        rtp.add(Arrays.copyOf(packet, length));
    }

    @Override
    public void rtcp(byte[] packet, int length, long nowNanos) {
        rtcp.add(Arrays.copyOf(packet, length));
    }

    /// An RTP packet whose payload ends with its sequence number, unchanged by the forwarding.
    static byte[] packet(int ssrc, int sequence) {
        return ByteBuffer.allocate(PACKET_LENGTH)
                .put((byte) 0x80)
                .put((byte) 96)
                .putShort((short) sequence)
                .putInt(sequence * 960)
                .putInt(ssrc)
                .putInt(PACKET_LENGTH - Integer.BYTES, sequence)
                .array();
    }

    /// The sequence number in the payload.
    static int mark(byte[] packet) {
        return ByteBuffer.wrap(packet).getInt(packet.length - Integer.BYTES);
    }

    /// An empty receiver report.
    static byte[] report(int ssrc) {
        return ByteBuffer.allocate(8)
                .put((byte) 0x80)
                .put((byte) 201)
                .putShort((short) 1)
                .putInt(ssrc)
                .array();
    }
}

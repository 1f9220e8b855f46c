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
    public void rtp(byte[] packet, int length, long nowNanos) {
        rtp.add(Arrays.copyOf(packet, length));
    }

    @Override
    public void rtcp(byte[] packet, int length, long nowNanos) {
        rtcp.add(Arrays.copyOf(packet, length));
    }

    /// An RTP packet with a payload of 100 bytes that are all its sequence number.
    static byte[] packet(int ssrc, int sequence) {
        byte[] packet = new byte[112];
        Arrays.fill(packet, (byte) sequence);
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) 96)
                .putShort((short) sequence)
                .putInt(0)
                .putInt(ssrc);
        return packet;
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

package io.plenum.sim;

import io.plenum.core.SlotSpec;
import io.plenum.rtcp.Nack;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.RtcpType;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtcp.SenderReport;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// One publisher and one subscriber with no engine between them: packets get the slot's header and go on as they are.
/// What the simulator's own tests run on; `tamper` plays the faulty server.
final class Loopback {
    static final long CSRC = 7;
    /// Where [Dialect#CHROMIUM] has the dependency descriptor.
    static final int DESCRIPTOR = 12;

    private final Simulation simulation;
    private final FakePublisher publisher;
    private final FakeSubscriber subscriber;
    private final Link up;
    private final Link down;
    private final Simulation.Timer publisherTimer;
    private final Simulation.Timer subscriberTimer;
    private final List<SlotSpec> slots;
    private final UnaryOperator<byte[]> tamper;
    private final RtpPacket rtp = new RtpPacket();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final RtcpReader rtcp = new RtcpReader();
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] out = new byte[1500];

    Loopback(long seed, PublisherOptions options, LinkProfile downlink, UnaryOperator<byte[]> tamper) {
        this.tamper = tamper;
        simulation = new Simulation(seed);
        slots = SlotSpecs.of(Dialect.CHROMIUM, 1, 1, simulation.random("slots"));
        publisher = new FakePublisher("ann", options, 0, 10, simulation.random("ann"), 0);
        subscriber = new FakeSubscriber(99, slots, track -> CSRC, false, 0);
        up = new Link(simulation, "up", LinkProfile.GOOD, this::forward);
        down = new Link(simulation, "down", downlink, this::deliver);
        publisherTimer = simulation.timer(this::advancePublisher);
        subscriberTimer = simulation.timer(this::advanceSubscriber);
    }

    Loopback run(long nanos) {
        publisherTimer.set(0);
        subscriberTimer.set(0);
        simulation.runUntil(nanos);
        return this;
    }

    FakePublisher publisher() {
        return publisher;
    }

    FakeSubscriber subscriber() {
        return subscriber;
    }

    SlotReceiver audio() {
        return subscriber.slots().get(0);
    }

    SlotReceiver video() {
        return subscriber.slots().get(1);
    }

    private void advancePublisher() {
        publisherTimer.set(publisher.advance(simulation.nowNanos(), up::send));
    }

    private void advanceSubscriber() {
        subscriberTimer.set(subscriber.advance(simulation.nowNanos(), this::feedback));
    }

    private void deliver(byte[] datagram) {
        subscriber.receive(datagram, datagram.length, simulation.nowNanos());
        advanceSubscriber();
    }

    private void forward(byte[] datagram) {
        int length = RtpPacket.isRtcp(datagram, datagram.length) ? senderReport(datagram) : media(datagram);
        byte[] forwarded = tamper.apply(Arrays.copyOf(out, length));
        down.send(forwarded, forwarded.length);
    }

    private int media(byte[] datagram) {
        rtp.wrap(datagram, 0, datagram.length);
        SlotSpec slot = slots.get(rtp.payloadType() == Dialect.CHROMIUM.opus().payloadType() ? 0 : 1);
        boolean rtx = slot.payloads().stream()
                .anyMatch(payload -> payload.rtxPayloadType().orElse(-1) == rtp.payloadType());
        byte[] mid = slot.mid().getBytes(StandardCharsets.US_ASCII);
        long ssrc = rtx ? slot.rtxSsrc() : slot.ssrc();
        header.start(out, 0, rtp.payloadType(), rtp.marker(), rtp.sequence16(), rtp.timestamp(), ssrc)
                .csrc(CSRC)
                .extension(4, mid, 0, mid.length);
        int described = rtp.extensionOffset(DESCRIPTOR);
        if (described >= 0) {
            header.extension(DESCRIPTOR, datagram, described, rtp.extensionLength(DESCRIPTOR));
        }
        int headerLength = header.finish();
        System.arraycopy(datagram, rtp.payloadOffset(), out, headerLength, rtp.payloadLength());
        return headerLength + rtp.payloadLength();
    }

    private int senderReport(byte[] datagram) {
        rtcp.wrap(datagram, 0, datagram.length);
        rtcp.next();
        SenderReport report = new SenderReport().wrap(rtcp);
        boolean audio = report.ssrc()
                == publisher.tracks().getFirst().encodings().getFirst().ssrc().orElseThrow();
        System.arraycopy(datagram, 0, out, 0, datagram.length);
        BigEndian.put32(out, 4, slots.get(audio ? 0 : 1).ssrc());
        return datagram.length;
    }

    /// NACKs and PLIs go back to the publisher, about its own SSRC.
    private void feedback(byte[] bytes, int length) {
        long video = publisher.tracks().getLast().encodings().getFirst().ssrc().orElseThrow();
        rtcp.wrap(bytes, 0, length);
        writer.start(out, 0, out.length);
        while (rtcp.next()) {
            if (rtcp.isPli()) {
                writer.pli(1, video);
            } else if (rtcp.type() == RtcpType.TRANSPORT_FEEDBACK) {
                nack(video);
            }
        }
        if (writer.length() > 0) {
            publisher.receive(out, writer.length(), simulation.nowNanos(), up::send);
        }
    }

    private void nack(long video) {
        Nack nack = new Nack().wrap(rtcp);
        for (int lost = nack.next(); lost >= 0; lost = nack.next()) {
            writer.nack(1, video, new long[] {lost}, 0, 1);
        }
    }
}

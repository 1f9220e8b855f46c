package io.plenum.benchmarks.compare;

import io.plenum.core.OutboundRtp;
import io.plenum.memory.Packet;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.transport.srtp.SrtpKeys;
import io.plenum.transport.srtp.SrtpProfile;
import io.plenum.transport.srtp.SrtpSession;
import io.plenum.transport.udp.Destination;
import io.plenum.transport.udp.UdpIo;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPollers;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The floor: encrypts and sends, and does nothing else. Nothing is received, no header is looked at, nothing is kept.
///
/// It uses the server's own engine and port, in the server's order: every few milliseconds, to one receiver after the
/// other everything that is due. Says `begin` when it is warm, and at the end its [FloorCount] since.
public final class FloorMain {
    /// As the load test's cameras send.
    private static final long TICK_NANOS = 5_000_000L;

    /// What browsers and we prefer.
    static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

    private static final double SECOND = 1e9;
    private static final int HEADER_LENGTH = 28;
    private static final int SSRC_OFFSET = 8;
    private static final int EXTENSIONS_OFFSET = 12;

    private final FloorPlan plan;
    private final Counters counters = new Counters();
    private final UdpPoller poller = UdpPollers.choose(UdpIo.NATIVE).open(counters);
    private final UdpPort port;
    private final List<Destination> receivers;
    private final List<SrtpSession> sessions = new ArrayList<>();
    private final OutboundRtp packet = new OutboundRtp();

    private FloorMain(FloorPlan plan, InetAddress address, List<Destination> receivers) throws IOException {
        this.plan = plan;
        this.receivers = receivers;
        port = poller.bind(new InetSocketAddress(address, 0));
        Random random = new Random(1);
        for (int i = 0; i < receivers.size(); i++) {
            byte[] keys = new byte[SrtpKeys.length(PROFILE)];
            random.nextBytes(keys);
            sessions.add(new SrtpSession(new SrtpKeys(PROFILE, keys), false));
        }
        ByteBuffer.wrap(packet.head).put((byte) 0x90).put((byte) 96);
        ByteBuffer.wrap(packet.head).putInt(EXTENSIONS_OFFSET, 0xBEDE_0003);
        packet.headerLength = HEADER_LENGTH;
        packet.headLength = HEADER_LENGTH;
        packet.body = new byte[Packet.CAPACITY];
        packet.bodyLength = plan.bytes() - HEADER_LENGTH;
    }

    /// @param arguments the address to send from, a file with the receivers' ports, and the plan's
    public static void main(String[] arguments) throws IOException {
        InetAddress address = InetAddress.ofLiteral(arguments[0]);
        List<Destination> receivers = Files.readAllLines(Path.of(arguments[1])).stream()
                .map(line -> new Destination(new InetSocketAddress(address, Integer.parseInt(line))))
                .toList();
        FloorPlan plan = FloorPlan.parse(Arrays.asList(arguments).subList(2, arguments.length));
        new FloorMain(plan, address, receivers).run();
    }

    private void run() throws IOException {
        long begin = System.nanoTime();
        long warm = begin + (long) (plan.warmUp() * SECOND);
        long end = warm + (long) (plan.seconds() * SECOND);
        int due = send(begin, warm, 0);
        long sent = counters.get(Counter.DATAGRAMS_OUT);
        long failed = counters.get(Counter.SEND_BUFFER_FULL);
        System.out.println("begin");
        send(begin, end, due);
        FloorCount count = new FloorCount(
                counters.get(Counter.DATAGRAMS_OUT) - sent, counters.get(Counter.SEND_BUFFER_FULL) - failed);
        System.out.println(count.line());
        poller.await(Long.MAX_VALUE, new ArrayList<>()); // until we are ended: our CPU must be there to be read
    }

    /// Gives how many packets each sender has sent since the beginning.
    private int send(long begin, long end, int already) throws IOException {
        List<UdpPort> ready = new ArrayList<>();
        int count = already;
        for (long next = System.nanoTime(); next < end; next += TICK_NANOS) {
            poller.await(Math.max(0, next - System.nanoTime()), ready);
            ready.clear();
            int due = (int) ((System.nanoTime() - begin) / SECOND * plan.packetsPerSecond());
            for (int receiver = 0; receiver < receivers.size(); receiver++) {
                serve(receiver, count, due);
            }
            count = due;
            poller.flush();
        }
        return count;
    }

    private void serve(int receiver, int from, int to) {
        int place = receiver % plan.receivers();
        for (int sender = 0; sender < plan.senders(); sender++) {
            for (int number = from; number < to && sender != place; number++) {
                writeHeader(sender, number);
                Destination there = receivers.get(receiver);
                MemorySegment room = port.reserve(packet.length() + SrtpProfile.MAX_RTP_OVERHEAD, there, false);
                if (room != null) {
                    port.commit(sessions.get(receiver).protectRtp(packet, room, port.reservedOffset()), there);
                }
            }
        }
    }

    private void writeHeader(int sender, int number) {
        packet.head[2] = (byte) (number >> 8);
        packet.head[3] = (byte) number;
        packet.head[SSRC_OFFSET + 3] = (byte) (sender + 1);
    }
}

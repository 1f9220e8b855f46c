package io.plenum.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.core.PeerId;
import io.plenum.core.SfuConfig;
import io.plenum.transport.client.ClientLoop;
import io.plenum.transport.dtls.DtlsIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectTest {
    private static final PeerId ANN = new PeerId(1);

    @Test
    void aClientConnects() throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        TestListener reports = new TestListener();
        ShardConfig config = new ShardConfig(
                "shard", List.of(new InetSocketAddress(loopback, 0)), Optional.empty(), SfuConfig.defaults(0));
        try (Shard shard = Shard.start(config, DtlsIdentity.create(), reports);
                ClientLoop loop = ClientLoop.start("client", now -> {})) {
            TestClient client = new TestClient(loop, loopback);
            client.link().connect(Await.result(shard.open(ANN, client.link().description())));
            Await.until("connected", () -> client.is(LinkState.CONNECTED));
            Await.until("connected", () -> reports.saw(ANN, LinkState.CONNECTED));
            assertEquals(1, shard.links());
            client.link().close();
            Await.until("closed", () -> reports.saw(ANN, LinkState.CLOSED));
            assertEquals(0, shard.links());
        }
    }
}

package io.plenum.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.plenum.core.PeerId;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.dtls.Fingerprint;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = new Routes();
    private final PeerLink ann = link(1);
    private final PeerLink mallory = link(2);
    private final InetSocketAddress address = new InetSocketAddress(World.LOOPBACK, 4_000);

    private static PeerLink link(long peer) {
        Fingerprint fingerprint =
                Fingerprint.parse("sha-256", DtlsIdentity.create().fingerprint());
        return new PeerLink(new PeerId(peer), fingerprint, RandomGenerator.getDefault());
    }

    @Test
    void aClaimDoesNotTakeAnAddressAway() {
        assertEquals(Routes.Claim.GRANTED, routes.claim(address, ann));
        assertEquals(Routes.Claim.TAKEN, routes.claim(address, mallory));
        assertSame(ann, routes.bySource(address));
    }

    @Test
    void aProofDoes() {
        routes.claim(address, ann);
        routes.prove(address, mallory);
        assertSame(mallory, routes.bySource(address));
        routes.remove(ann);
        assertSame(mallory, routes.bySource(address));
    }

    @Test
    void aLinkThatEndsGivesItsAddressesBack() {
        routes.claim(address, ann);
        routes.remove(ann);
        assertNull(routes.bySource(address));
        assertEquals(0, routes.size());
    }

    @Test
    void addressesPerLinkAreBounded() {
        for (int port = 1; port <= 16; port++) {
            assertEquals(Routes.Claim.GRANTED, routes.claim(new InetSocketAddress(World.LOOPBACK, port), ann));
        }
        assertEquals(Routes.Claim.TOO_MANY, routes.claim(address, ann));
        assertEquals(Routes.Claim.GRANTED, routes.claim(address, mallory));
    }
}

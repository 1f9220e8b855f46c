package io.plenum.forward;

import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.codec.DependencyDescriptor;
import io.plenum.core.HeaderExtension;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a simulated camera sends goes through the layers of one viewer, who wants all of it at first.
class DescribedLayersTest {
    private final DescribedLayers layers = new DescribedLayers();
    private final DependencyDescriptor descriptor = new DependencyDescriptor();
    private final RtpPacket rtp = new RtpPacket();
    private long packets;

    /// They refer to each other in key frames only, so that the lower ones were left out since.
    @Test
    void alsoTheWayDownNeedsAKeyFrameWhereLayersAreLinkedInThoseOnly() {
        film(LayeredShape.AV1_L3T3_KEY);
        assertEquals(2, layers.spatial());
        assertFalse(layers.waiting());
        layers.aim(0, 2);
        assertTrue(layers.waiting());
    }

    @Test
    void theWayDownNeedsNoneWhereTheLowerLayersAllGoOn() {
        film(LayeredShape.AV1_L3T3);
        assertEquals(2, layers.spatial());
        layers.aim(0, 2);
        assertFalse(layers.waiting());
    }

    private void film(LayeredShape shape) {
        PublisherOptions options = PublisherOptions.PERSON.sending(false, true).filming(shape);
        FakePublisher camera = new FakePublisher("ann", options, 0, 10, new Random(1), 0);
        int id = camera.tracks().getFirst().extensions().id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        for (long at = 0; at < seconds(1); at += millis(1)) {
            camera.advance(at, (bytes, length) -> pass(bytes, length, id));
        }
    }

    private void pass(byte[] bytes, int length, int id) {
        if (RtpPacket.isRtcp(bytes, length) || !rtp.wrap(bytes, 0, length)) {
            return;
        }
        int at = rtp.extensionOffset(id);
        assertTrue(descriptor.read(bytes, at, rtp.extensionLength(id), descriptor.structure()));
        packets++;
        if (packets == 1) {
            layers.restart(packets);
        }
        layers.keeps(descriptor, packets);
    }
}

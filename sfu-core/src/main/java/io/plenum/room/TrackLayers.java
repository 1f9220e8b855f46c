package io.plenum.room;

import io.plenum.allocate.Assumed;
import io.plenum.allocate.Ladder;
import io.plenum.allocate.Rung;
import io.plenum.core.Codec;
import io.plenum.core.LayerId;
import io.plenum.receive.FlowWatch;
import io.plenum.relay.LayerSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The layers of one video track: which of them flow and what they take, made into a ladder to choose from.
final class TrackLayers {
    /// Encodings whose sizes nobody tells are taken for listed highest first when the first takes this
    /// many times what the last does, in percent.
    private static final int CLEARLY_LARGER_PERCENT = 150;

    private final List<Layer> layers;
    private final FlowWatch flow;
    private final LayerDemand demand;
    private Ladder ladder = Ladder.EMPTY;
    private Ladder undescribed = Ladder.EMPTY;
    private boolean highestFirst;
    private int version;
    private @Nullable Mirror mirror;

    TrackLayers(List<Layer> layers) {
        this.layers = layers;
        this.flow = new FlowWatch(layers.size() * Layer.MAX_SPATIAL_LAYERS);
        this.demand = new LayerDemand(layers.size());
    }

    LayerDemand demand() {
        return demand;
    }

    /// Notes what a packet says about the layers. True when there are others to choose from than before.
    boolean arrived(ReceivedPacket received, long nowNanos) {
        Layer layer = received.layer();
        boolean changed = mirror == null
                && layer.rates()
                        .arrived(
                                received.spatial(),
                                received.temporal(),
                                received.packet().length(),
                                nowNanos);
        boolean news =
                flow.arrived(unit(layer, received.spatial()), received.rtp().timestamp(), nowNanos);
        news |= layer.learn(received);
        if (received.startsHere()) {
            news |= announce(layer, received.spatialLayers(), nowNanos);
        }
        demand.arrived(layer.index());
        if (news || changed) {
            stale();
        }
        version += news || changed ? 1 : 0;
        return news;
    }

    private boolean announce(Layer layer, int spatialLayers, long nowNanos) {
        boolean news = false;
        for (int spatial = 1; spatial < spatialLayers; spatial++) {
            news |= flow.announced(unit(layer, spatial), nowNanos);
        }
        return news;
    }

    void restarted(Layer layer) {
        for (int spatial = 0; spatial < Layer.MAX_SPATIAL_LAYERS; spatial++) {
            flow.restarted(unit(layer, spatial));
        }
    }

    private static int unit(Layer layer, int spatial) {
        return layer.index() * Layer.MAX_SPATIAL_LAYERS + spatial;
    }

    /// Something that the ladder is made of changed.
    void stale() {
        ladder = Ladder.EMPTY;
        undescribed = Ladder.EMPTY;
    }

    /// Another one whenever there are other layers, others of them flow, or they take noticeably more or
    /// less.
    int version() {
        return version;
    }

    /// Another shard receives the track: it tells what flows of what does not come here.
    void mirror(Mirror of) {
        mirror = of;
    }

    /// The layers that there are to choose from, or the lowest of them alone.
    long flowing(boolean lowestAlone) {
        Ladder rungs = ladder();
        long flowing = LayerSet.NONE;
        for (int i = 0; i < rungs.size() && !(lowestAlone && flowing != LayerSet.NONE); i++) {
            LayerId id = rungs.rung(i).id();
            flowing = rungs.rung(i).available() ? LayerSet.withFlowing(flowing, id.encoding(), id.spatial()) : flowing;
        }
        return flowing;
    }

    private boolean isAvailable(Layer layer, int spatial) {
        Mirror of = mirror;
        if (of == null) {
            return flow.flows(unit(layer, spatial)) || demand.onDemand(layer.index());
        }
        return of.flows(layer.index(), spatial);
    }

    /// Lowest quality first.
    Ladder ladder() {
        if (ladder.size() == 0) {
            highestFirst = isHighestFirst();
            ladder = newLadder();
        }
        return ladder;
    }

    /// For receivers without the dependency descriptor. Nothing else tells them the spatial layers of AV1 apart:
    /// what is above the lowest one would leave them without a picture.
    Ladder undescribedLadder() {
        if (undescribed.size() == 0) {
            Ladder all = ladder();
            undescribed = all.within(
                    id -> id.spatial() == 0 || layers.get(id.encoding()).family() != Codec.Family.AV1);
        }
        return undescribed;
    }

    /// The place of an encoding from the lowest quality on.
    int rank(int encoding) {
        return highestFirst ? layers.size() - 1 - encoding : encoding;
    }

    /// What everybody can fall back on.
    int lowestEncoding() {
        return highestFirst ? layers.size() - 1 : 0;
    }

    /// An offer lists encodings in any order where it does not say how large they are.
    private boolean isHighestFirst() {
        Layer first = layers.getFirst();
        Layer last = layers.getLast();
        if (first.topHeight() > 0 && last.topHeight() > 0) {
            return first.topHeight() > last.topHeight();
        }
        boolean measured = first.rates().known() && last.rates().known();
        return measured ? first.bitsPerSecond() * 100 > last.bitsPerSecond() * CLEARLY_LARGER_PERCENT : highestFirst;
    }

    private Ladder newLadder() {
        int[] heights = new int[layers.size()];
        for (Layer layer : layers) {
            heights[rank(layer.index())] = layer.topHeight();
        }
        Assumed.heights(heights);
        List<Rung> rungs = new ArrayList<>();
        for (int at = 0; at < heights.length; at++) {
            addRungs(layers.get(rank(at)), heights[at], rungs);
        }
        return new Ladder(rungs);
    }

    private void addRungs(Layer layer, int height, List<Rung> rungs) {
        int[] spatial = new int[layer.spatialLayers()];
        for (int i = 0; i < spatial.length; i++) {
            spatial[i] = layer.height(i);
        }
        spatial[spatial.length - 1] = height;
        Assumed.heights(spatial);
        for (int i = 0; i < spatial.length; i++) {
            boolean available = isAvailable(layer, i);
            for (int temporal = 0; temporal <= layer.topTemporal(); temporal++) {
                long measured = layer.bitsPerSecond(i, temporal);
                long bits = measured > 0 ? measured : Assumed.bitsPerSecond(spatial[i], temporal, layer.topTemporal());
                rungs.add(new Rung(new LayerId(layer.index(), i, temporal), spatial[i], bits, available));
            }
        }
    }
}

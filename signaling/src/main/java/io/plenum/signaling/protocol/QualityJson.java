package io.plenum.signaling.protocol;

import io.plenum.core.LayerId;
import io.plenum.core.LayerStatus;
import io.plenum.core.LinkStatus;
import io.plenum.core.Quality;
import io.plenum.core.SlotStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a subscriber gets and why, in the protocol's words: the same for the viewer and for the operator.
public final class QualityJson {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double LOSS_STEPS = 1_000;

    private QualityJson() {}

    public static JsonObject of(Quality quality) {
        JsonArray slots = new JsonArray();
        quality.slots().forEach(slot -> slots.add(slot(slot)));
        return new JsonObject().put("link", link(quality.link())).put("slots", slots);
    }

    private static JsonObject link(LinkStatus link) {
        return new JsonObject()
                .put("estimate", link.estimateBitsPerSecond())
                .put("sent", link.sentBitsPerSecond())
                .put("wanted", link.wantedBitsPerSecond())
                .put("loss", Math.round(link.loss() * LOSS_STEPS) / LOSS_STEPS)
                .put("roundTripMs", millis(link.roundTripNanos()))
                .put("queueMs", millis(link.queueNanos()))
                .put("limit", word(link.limit()))
                .put("sentence", link.limit().sentence());
    }

    private static JsonObject slot(SlotStatus slot) {
        return new JsonObject()
                .put("mid", slot.mid())
                .put("track", slot.track().map(Messages::text).orElse(null))
                .put("shownHeight", slot.shownHeight())
                .put("wanted", layer(slot.wanted()))
                .put("sent", layer(slot.sent()))
                .put("reason", word(slot.reason()))
                .put("sentence", slot.reason().sentence());
    }

    private static @Nullable JsonObject layer(LayerStatus layer) {
        if (layer.id().equals(LayerId.NONE)) {
            return null;
        }
        return new JsonObject()
                .put("height", layer.height())
                .put("bitrate", layer.bitsPerSecond())
                .put("encoding", layer.id().encoding())
                .put("spatial", layer.id().spatial())
                .put("temporal", layer.id().temporal());
    }

    private static long millis(long nanos) {
        return Math.round(nanos / NANOS_PER_MILLI);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.plenum.sim;

import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackSpec;
import java.util.EnumMap;
import java.util.Map;

/// One who receives and never answers, for measurements of the way there alone.
public final class SilentViewer {
    private SilentViewer() {}

    /// A slot for such a track, without reports: over a link that is silent although they were agreed on nothing goes.
    ///
    /// @param index its place among those of its kind
    public static SlotSpec slot(String mid, int index, long ssrc, TrackSpec of) {
        return new SlotSpec(mid, of.kind(), index, ssrc, ssrc + 1, of.payloads(), unmeasured(of.extensions()));
    }

    private static ExtensionMap unmeasured(ExtensionMap agreed) {
        Map<HeaderExtension, Integer> numbers = new EnumMap<>(HeaderExtension.class);
        for (HeaderExtension extension : HeaderExtension.values()) {
            if (extension != HeaderExtension.TRANSPORT_CC && agreed.id(extension) != 0) {
                numbers.put(extension, agreed.id(extension));
            }
        }
        return new ExtensionMap(numbers);
    }
}

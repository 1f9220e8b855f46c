package io.plenum.sim;

import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.SlotSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The slots of a subscriber, as an answer would describe them: audio first; the first of each kind share a group.
final class SlotSpecs {
    private SlotSpecs() {}

    static List<SlotSpec> of(Dialect dialect, int audio, int video, Random random) {
        List<SlotSpec> slots = new ArrayList<>();
        for (int i = 0; i < audio; i++) {
            slots.add(slot("sa" + i, MediaKind.AUDIO, i, List.of(dialect.opus()), dialect, random));
        }
        for (int i = 0; i < video; i++) {
            slots.add(slot("sv" + i, MediaKind.VIDEO, i, dialect.video(), dialect, random));
        }
        return slots;
    }

    private static SlotSpec slot(
            String mid, MediaKind kind, int group, List<PayloadSpec> payloads, Dialect dialect, Random random) {
        return new SlotSpec(
                mid,
                kind,
                group,
                random.nextLong(1, 1L << 32),
                random.nextLong(1, 1L << 32),
                payloads,
                dialect.extensions());
    }
}

package io.plenum.signaling.negotiate;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackSpec;
import java.util.ArrayList;
import java.util.List;

/// What the engine must be told when one agreement follows another.
public final class EngineCommands {
    private EngineCommands() {}

    /// What ends comes first, so that a recycled mid or payload type is free again; slots before tracks, so that a
    /// participant who does both misses nothing.
    public static List<Command> between(PeerId peer, Agreement before, Agreement after) {
        List<Command> commands = new ArrayList<>();
        List<TrackSpec> known = before.tracks();
        known.stream()
                .filter(old ->
                        after.tracks().stream().noneMatch(track -> track.id().equals(old.id())))
                .forEach(old -> commands.add(new Command.Unpublish(peer, old.id())));
        if (!after.slots().equals(before.slots())) {
            List<SlotSpec> kept = kept(before, after);
            if (replaces(before, after, kept)) {
                commands.add(new Command.OpenSlots(peer, kept));
            }
            commands.add(new Command.OpenSlots(peer, after.slots()));
        }
        after.tracks().stream()
                .filter(track -> !known.contains(track))
                .forEach(track -> commands.add(new Command.Publish(peer, track)));
        return commands;
    }

    private static List<SlotSpec> kept(Agreement before, Agreement after) {
        return after.slots().stream().filter(before.slots()::contains).toList();
    }

    /// The engine knows a slot by its mid: one that begins anew under the mid of another must find that one closed.
    private static boolean replaces(Agreement before, Agreement after, List<SlotSpec> kept) {
        return after.slots().stream().anyMatch(slot -> before.hasSlot(slot.mid()) && !kept.contains(slot));
    }
}

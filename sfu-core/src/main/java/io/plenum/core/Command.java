package io.plenum.core;

import java.util.List;

/// What signaling asks of the engine. A command that names something unknown is ignored: it raced with a leave.
public sealed interface Command {
    /// A participant enters a room; the first one creates it, and it goes with the last one.
    ///
    /// @param csrc the number under which this participant's media is marked in every packet (RFC 3550 CSRC);
    ///     unique in the room
    /// @param seed start of the peer's generator of initial sequence numbers and timestamps: the engine has no
    ///     randomness of its own
    record Join(RoomId room, PeerId peer, long csrc, long seed) implements Command {}

    /// A participant whose link is on another shard of this process enters a room that both shards have: it is
    /// here with what it publishes, which comes from there. Its tracks are published, muted and unpublished on
    /// both, there first; its leave is told to both.
    ///
    /// @param csrc the same on all shards
    /// @param home the shard that has its link
    record JoinMirror(RoomId room, PeerId peer, long csrc, int home) implements Command {}

    /// The participant's transport can carry media from now on (or again): key frames are worth asking for.
    record Connected(PeerId peer) implements Command {}

    /// Starts a track, or replaces the description of one that runs under the same id.
    record Publish(PeerId peer, TrackSpec track) implements Command {}

    record Unpublish(PeerId peer, TrackId track) implements Command {}

    /// The publisher says that nobody should see or hear this track for now; slots give it up to others.
    record Mute(PeerId peer, TrackId track, boolean muted) implements Command {}

    /// All slots of a subscriber. Those known by their mid go on as they are, new ones open, absent ones close.
    record OpenSlots(PeerId peer, List<SlotSpec> slots) implements Command {
        public OpenSlots {
            slots = List.copyOf(slots);
        }
    }

    /// What a subscriber wants to see and hear. Without this command both fills are on and nothing is wished.
    ///
    /// @param wishes tracks to show before all others, most wanted first
    /// @param fillVideo whether video slots left over go to screens, then speakers, then anybody
    /// @param fillAudio whether audio slots carry the loudest speakers, beyond the audio tracks that are wished
    /// @param lastN no more video slots than these play anything
    record View(PeerId peer, List<Wish> wishes, boolean fillVideo, boolean fillAudio, int lastN) implements Command {
        /// As many as there are slots.
        public static final int ALL_SLOTS = Integer.MAX_VALUE;

        public View(PeerId peer, List<Wish> wishes, boolean fillVideo, boolean fillAudio) {
            this(peer, wishes, fillVideo, fillAudio, ALL_SLOTS);
        }

        public View {
            wishes = List.copyOf(wishes);
        }
    }

    record Leave(PeerId peer) implements Command {}

    /// @param width how wide the track is shown, in device pixels; 0 = hidden: nothing is sent
    /// @param framesPerSecond more than these are of no use to the viewer
    record Wish(TrackId track, int width, int height, int framesPerSecond, Importance importance) {
        /// More than any camera has.
        public static final int ALL_FRAMES = 1_000;

        public Wish(TrackId track, int width, int height, int framesPerSecond) {
            this(track, width, height, framesPerSecond, Importance.NORMAL);
        }

        public Wish(TrackId track, int width, int height) {
            this(track, width, height, ALL_FRAMES, Importance.NORMAL);
        }
    }
}

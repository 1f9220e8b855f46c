/// Conferences and who is in them. [ConferenceDirectory] is the door, a [Seat] is what a client acts on afterwards.
///
/// Everything here is owned by one event loop, the signaling verticle's: every method is called on it and no lock is
/// needed. What the media path says arrives as [io.plenum.signaling.media.MediaReport]s that were handed over to it.
@NullMarked
package io.plenum.signaling.room;

import org.jspecify.annotations.NullMarked;

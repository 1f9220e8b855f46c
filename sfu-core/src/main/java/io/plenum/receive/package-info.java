/// The legs from publishers: what arrived, what is missing, and what to tell the sender about it.
///
/// A [io.plenum.receive.ReceiveStream] belongs to one SSRC of one publisher. Nothing here knows who receives the
/// packets, or sends anything: wishes (resend these, a key frame, this report) are collected by the room in `drain`.
@NullMarked
package io.plenum.receive;

import org.jspecify.annotations.NullMarked;

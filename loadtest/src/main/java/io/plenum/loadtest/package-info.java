/// Synthetic participants: each joins as a browser does (WebSocket, SDP, ICE, DTLS, SRTP) and sends and checks media.
///
/// [io.plenum.loadtest.Crowd] is the way in: it runs many [io.plenum.loadtest.Participant]s on one thread. What they
/// send, and how they check what they get, is the simulator's ([io.plenum.sim]); here it meets real sockets. Nothing of
/// the server is seen from here but its addresses.
@NullMarked
package io.plenum.loadtest;

import org.jspecify.annotations.NullMarked;

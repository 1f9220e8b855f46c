/// Synthetic participants: each joins as a browser does (WebSocket or WHIP and WHEP, SDP, ICE, DTLS, SRTP), sends media
/// and measures what it gets.
///
/// [io.plenum.loadtest.crowd.Crowd] is the way in: it runs many [io.plenum.loadtest.crowd.Participant]s on few
/// threads. What they send is the simulator's ([io.plenum.sim]); here it meets real sockets. Nothing of the server is
/// seen from here but its addresses.
@NullMarked
package io.plenum.loadtest.crowd;

import org.jspecify.annotations.NullMarked;

// @ts-check

/**
 * The words of the SDK and of the messages on the wire (docs/protocol.md), for editors and type checkers.
 *
 * @typedef {'audio' | 'video'} Kind
 * @typedef {'microphone' | 'camera' | 'screen' | 'screen-audio'} Source
 *
 * @typedef {object} RemoteTrack a track that somebody else publishes
 * @property {string} id
 * @property {Kind} kind
 * @property {Source} source
 * @property {boolean} muted
 * @property {boolean} [flowing] false when its packets have stopped arriving although it is not muted
 *
 * @typedef {object} Participant
 * @property {string} id
 * @property {string} name
 * @property {number} csrc the number that marks this participant's packets
 * @property {RemoteTrack[]} tracks
 *
 * @typedef {object} Self
 * @property {string} id
 * @property {string} name
 * @property {string} room
 * @property {number} csrc
 *
 * @typedef {object} Slot what one receiving m-line plays at the moment
 * @property {string} mid
 * @property {Kind} kind
 * @property {MediaStreamTrack} media plays whatever the server puts into this slot; the same for the slot's life
 * @property {RemoteTrack | null} track what the server has put there
 * @property {Participant | null} participant whose track that is
 * @property {boolean} playing false between the assignment and the first sight of the new publisher
 *
 * @typedef {object} Publication one of the own tracks
 * @property {Source} source
 * @property {Kind} kind
 * @property {MediaStreamTrack | null} media null while the camera is off
 * @property {boolean} muted
 * @property {string | null} id the server's name for it; null until it has answered
 *
 * @typedef {object} Wish
 * @property {string} track
 * @property {number} width in device pixels; 0 = hidden
 * @property {number} height
 * @property {number} [fps] more frames per second than these would be wasted
 * @property {'normal' | 'pinned' | 'stage'} [importance] to whom the bits of a narrow link go first
 *
 * @typedef {object} ViewOptions
 * @property {boolean} [fill] whether slots left over play others all the same; true by default
 * @property {number} [lastN] no more pictures than these are played
 *
 * @typedef {object} LinkQuality the way from the server to here; rates in bits per second
 * @property {number} estimate what it is thought to carry; 0 = not known
 * @property {number} sent
 * @property {number} wanted what would be sent, were it wide enough
 * @property {number} loss 0 to 1
 * @property {number} roundTripMs 0 = not known
 * @property {number} queueMs how much of the latest delay was waiting
 * @property {string} limit what keeps the rate from being higher, in a word
 * @property {string} sentence the same for people
 *
 * @typedef {object} LayerQuality
 * @property {number} height
 * @property {number} bitrate 0 = not known
 * @property {number} encoding
 * @property {number} spatial
 * @property {number} temporal
 *
 * @typedef {object} SlotQuality
 * @property {string} mid
 * @property {string | null} track
 * @property {number} shownHeight
 * @property {LayerQuality | null} wanted the layer that fits the size at which it is shown
 * @property {LayerQuality | null} sent the layer that arrives
 * @property {string} reason why that is no better one, in a word (docs/protocol.md)
 * @property {string} sentence the same for people
 *
 * @typedef {object} Quality
 * @property {LinkQuality} link
 * @property {SlotQuality[]} slots
 *
 * @typedef {object} Connection
 * @property {'connected' | 'reconnecting'} signaling
 * @property {'connecting' | 'connected' | 'reconnecting'} media
 *
 * @typedef {object} Publish
 * @property {Source} source
 * @property {MediaStreamTrack} media
 * @property {boolean} [muted]
 *
 * @typedef {object} JoinOptions
 * @property {string} room
 * @property {string} name
 * @property {string | URL} [url] the server; the page's own origin by default. `http(s)://host` means its `/ws`
 * @property {string} [token] a JWT, where the server demands one
 * @property {Publish[]} [publish] tracks to publish from the first moment
 * @property {number} [audioSlots] how many voices at once
 * @property {number} [videoSlots] how many pictures at once, to begin with
 * @property {RTCConfiguration} [rtc] for instance `{iceServers}`
 *
 * @typedef {object} MeetingEvents
 * @property {Participant} participant-joined
 * @property {Participant} participant-updated
 * @property {{participant: Participant, reason: string}} participant-left
 * @property {Participant[]} participants everybody else; once after several of the above, which a crowd that comes causes at once
 * @property {Slot} slot a slot plays something else, or shows it now
 * @property {string[]} speakers participants' ids, the dominant speaker first
 * @property {Quality | null} quality what arrives, and why it is not better
 * @property {Publication[]} published the own tracks: one was added, removed, muted or unmuted
 * @property {Connection} connection
 * @property {import('./errors.js').MeetingError} error
 * @property {{error: import('./errors.js').MeetingError | null}} left the end; without an error it was `leave()`
 */

/** @param {Source} source @returns {Kind} */
export function kindOf(source) {
  return source === 'microphone' || source === 'screen-audio' ? 'audio' : 'video';
}

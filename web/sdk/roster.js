// @ts-check

/** @typedef {import('./types.js').Participant} Participant */
/** @typedef {import('./types.js').RemoteTrack} RemoteTrack */
/** @typedef {{participant: Participant, track: RemoteTrack}} Owned */

/**
 * @typedef {(
 *   {name: 'participant-joined', detail: Participant} |
 *   {name: 'participant-updated', detail: Participant} |
 *   {name: 'participant-left', detail: {participant: Participant, reason: string}}
 * )} RosterChange
 */

/** Who else is in the room, and whose each track is. Each change comes back as the events that tell of it. */
export class Roster {
  /** @type {Map<string, Participant>} */
  participants = new Map();

  /**
   * Makes the roster equal to a list that the server sent whole: on joining, and on resuming after messages were
   * missed.
   *
   * @param {Participant[]} list
   * @returns {RosterChange[]}
   */
  replace(list) {
    const present = new Set(list.map((participant) => participant.id));
    const gone = [...this.participants.keys()].filter((id) => !present.has(id));
    return [...gone.flatMap((id) => this.remove(id, 'lost')), ...list.flatMap((participant) => this.put(participant))];
  }

  /**
   * What the server tells everybody alike: it may tell of ourselves, and of what we knew from joining.
   *
   * @param {{here?: Participant[], left?: {id: string, reason: string}[]}} news
   * @param {string} self
   * @returns {RosterChange[]}
   */
  update({ here = [], left = [] }, self) {
    const others = here.filter(({ id }) => id !== self);
    return [
      ...left.flatMap(({ id, reason }) => this.remove(id, reason)),
      ...others.flatMap((participant) => this.put(participant)),
    ];
  }

  /**
   * @param {Participant} participant
   * @returns {RosterChange[]}
   */
  put(participant) {
    const known = this.participants.get(participant.id);
    if (known && JSON.stringify(known) === JSON.stringify(participant)) return [];
    this.participants.set(participant.id, participant);
    return [{ name: known ? 'participant-updated' : 'participant-joined', detail: participant }];
  }

  /**
   * @param {string} id
   * @param {string} reason
   * @returns {RosterChange[]}
   */
  remove(id, reason) {
    const participant = this.participants.get(id);
    if (!participant) return [];
    this.participants.delete(id);
    return [{ name: 'participant-left', detail: { participant, reason } }];
  }

  /**
   * @param {string | null} trackId
   * @returns {Owned | null}
   */
  owner(trackId) {
    if (trackId === null) return null;
    for (const participant of this.participants.values()) {
      const track = participant.tracks.find((candidate) => candidate.id === trackId);
      if (track) return { participant, track };
    }
    return null;
  }
}

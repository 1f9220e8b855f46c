// @ts-check

/** @typedef {import('./types.js').Slot} Slot */
/** @typedef {import('./types.js').Kind} Kind */
/** @typedef {import('./roster.js').Owned} Owned */

/** How often a changed slot is looked at until its new publisher is on screen. */
const LOOK_EVERY_MS = 40;

/** When packets carry no mark at all for this long, whatever plays is believed. */
const BELIEVE_AFTER_MS = 1_500;

/**
 * @typedef {object} Entry
 * @property {string} mid
 * @property {Kind} kind
 * @property {RTCRtpReceiver} receiver
 * @property {string | null} trackId
 * @property {boolean} playing
 * @property {number} since when it was assigned, on the `performance.now` clock
 * @property {string} told what was last announced
 */

/**
 * What plays in each receiving m-line. A slot is announced with `playing: false` when the server assigns it, and with
 * `playing: true` as soon as the packets of the new publisher, marked by its CSRC, have reached the screen: until then
 * the slot shows somebody else's last picture.
 */
export class Slots {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** Assignments that came before the answer which tells of their m-lines. @type {Map<string, string | null>} */
  #early = new Map();
  #ownerOf;
  #announce;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #looking;

  /**
   * @param {(trackId: string | null) => Owned | null} ownerOf
   * @param {(slot: Slot) => void} announce
   */
  constructor(ownerOf, announce) {
    this.#ownerOf = ownerOf;
    this.#announce = announce;
  }

  /** @returns {Slot[]} */
  list() {
    return [...this.#entries.values()].map((entry) => this.#view(entry));
  }

  /**
   * Takes over the m-lines of a peer connection.
   *
   * @param {{mid: string, kind: Kind, receiver: RTCRtpReceiver}[]} lines
   */
  bind(lines) {
    for (const { mid, kind, receiver } of lines) {
      const entry = this.#entries.get(mid);
      if (entry?.receiver === receiver) continue;
      const trackId = entry?.trackId ?? this.#early.get(mid) ?? null;
      this.#entries.set(mid, { mid, kind, receiver, trackId, playing: false, since: performance.now(), told: '' });
    }
    this.#early.clear();
    this.refresh();
  }

  /** @param {{mid: string, track: string | null}[]} changes */
  assign(changes) {
    for (const { mid, track } of changes) {
      const entry = this.#entries.get(mid);
      if (!entry) this.#early.set(mid, track);
      else if (entry.trackId !== track) {
        Object.assign(entry, { trackId: track, playing: false, since: performance.now() });
      }
    }
    this.refresh();
  }

  /** Takes over the whole state, after messages were missed. @param {{mid: string, track: string | null}[]} list */
  replace(list) {
    const listed = new Set(list.map(({ mid }) => mid));
    const empty = [...this.#entries.keys()].filter((mid) => !listed.has(mid)).map((mid) => ({ mid, track: null }));
    this.assign([...empty, ...list]);
  }

  /** Announces every slot that has changed, also because its participant has. */
  refresh() {
    for (const entry of this.#entries.values()) {
      const owned = this.#ownerOf(entry.trackId);
      const now = `${owned?.track.id}/${entry.playing}/${entry.receiver.track.id}`;
      if (now === entry.told) continue;
      entry.told = now;
      this.#announce(this.#view(entry));
    }
    this.#look();
  }

  /** Forgets everything: the peer connection is gone. */
  clear() {
    clearTimeout(this.#looking);
    this.#entries.clear();
    this.#early.clear();
  }

  #look() {
    clearTimeout(this.#looking);
    const awaited = [...this.#entries.values()].filter((entry) => !entry.playing && this.#ownerOf(entry.trackId));
    if (awaited.length === 0) return;
    let arrived = false;
    for (const entry of awaited) {
      entry.playing = this.#hasArrived(entry);
      arrived ||= entry.playing;
    }
    this.#looking = setTimeout(() => this.#look(), LOOK_EVERY_MS);
    if (arrived) this.refresh();
  }

  /** @param {Entry} entry */
  #hasArrived({ receiver, trackId, since }) {
    const sources = receiver.getContributingSources?.() ?? [];
    if (sources.length === 0) return !receiver.track.muted && performance.now() - since > BELIEVE_AFTER_MS;
    const newest = sources.reduce((a, b) => (b.timestamp > a.timestamp ? b : a));
    return newest.source === this.#ownerOf(trackId)?.participant.csrc;
  }

  /** @param {Entry} entry @returns {Slot} */
  #view({ mid, kind, receiver, trackId, playing }) {
    const owned = this.#ownerOf(trackId);
    return {
      mid,
      kind,
      media: receiver.track,
      track: owned?.track ?? null,
      participant: owned?.participant ?? null,
      playing: playing && owned !== null,
    };
  }
}

// @ts-check
import { kindOf } from './types.js';

/** @typedef {import('./types.js').Publication} Publication */
/** @typedef {import('./types.js').Source} Source */

/** The own tracks, at most one of each source, and what the server has been told about their mutes. */
export class Publications {
  /** @type {Map<Source, {publication: Publication, told: boolean}>} */
  #entries = new Map();

  /** @returns {Publication[]} */
  list() {
    return [...this.#entries.values()].map(({ publication }) => publication);
  }

  /** @param {Source} source @returns {Publication | null} */
  get(source) {
    return this.#entries.get(source)?.publication ?? null;
  }

  /** @param {Source} source @param {MediaStreamTrack} media @param {boolean} muted @returns {Publication} */
  add(source, media, muted) {
    const publication = { source, kind: kindOf(source), media, muted, id: null };
    this.#entries.set(source, { publication, told: muted });
    return publication;
  }

  /** @param {Source} source */
  remove(source) {
    this.#entries.delete(source);
  }

  /** An offer is about to tell the server how things are; that counts for tracks it does not know yet. */
  tellingAll() {
    for (const entry of this.#entries.values()) {
      if (entry.publication.id === null) entry.told = entry.publication.muted;
    }
  }

  /** Everything is unknown again to the server. */
  forgetIds() {
    for (const { publication } of this.#entries.values()) publication.id = null;
  }

  /**
   * What the server does not know yet about mutes: each is taken as told, and given back by `notTold` if that fails.
   *
   * @returns {{source: Source, track: string, muted: boolean}[]}
   */
  takeUntold() {
    return [...this.#entries.values()].flatMap((entry) => {
      const { source, id, muted } = entry.publication;
      if (id === null || entry.told === muted) return [];
      entry.told = muted;
      return [{ source, track: id, muted }];
    });
  }

  /** @param {Source} source @param {boolean} muted what the server could not be told */
  notTold(source, muted) {
    const entry = this.#entries.get(source);
    if (entry) entry.told = !muted;
  }
}

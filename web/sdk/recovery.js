// @ts-check

/** A short gap, such as a change between radio cells, often heals by itself. */
const PATIENCE_MS = 1_500;

/** How long one attempt may take before the next: ICE needs a few round trips and its checks are paced. */
const ATTEMPT_MS = 6_000;

/** Checks are never more apart than this, however long the network has been away. */
const LONGEST_MS = 30_000;

/** After so many ICE restarts in vain the fault lies elsewhere (DTLS for instance), and only a fresh start helps. */
const RESTARTS = 2;

/**
 * Watches the media transport and decides what to do when it is down: first wait a little, then restart ICE, then
 * begin with a fresh peer connection, for as long as it takes.
 */
export class Recovery {
  #act;
  #attempts = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {(how: 'restart' | 'renew') => void} act */
  constructor(act) {
    this.#act = act;
  }

  /** The first connection is on its way: it gets as long as an attempt before it is helped. */
  begin() {
    this.#schedule(ATTEMPT_MS);
  }

  up() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#attempts = 0;
  }

  /** Nothing arrives. Does not disturb an attempt that is under way. */
  down() {
    if (this.#timer === undefined) this.#schedule(PATIENCE_MS);
  }

  /** The browser has given up on the current path. */
  now() {
    this.#schedule(0);
  }

  /** The server can be reached again: what was tried in the meantime does not count. */
  again() {
    this.#attempts = 0;
    this.#schedule(0);
  }

  /** It cannot be saved: skip the restarts. */
  dead() {
    this.#attempts = Math.max(this.#attempts, RESTARTS);
    this.#schedule(0);
  }

  get attempts() {
    return this.#attempts;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  /** @param {number} milliseconds */
  #schedule(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#attempt(), milliseconds);
  }

  #attempt() {
    const how = this.#attempts < RESTARTS ? 'restart' : 'renew';
    this.#attempts++;
    this.#schedule(Math.min(LONGEST_MS, ATTEMPT_MS * this.#attempts));
    this.#act(how);
  }
}

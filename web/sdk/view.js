// @ts-check

/** @typedef {import('./types.js').Wish} Wish */

/** Layouts change in bursts (a window being resized); the server allows 50 messages per second for everything. */
const SETTLE_MS = 120;

/** The server's limit (docs/protocol.md). */
const MOST_WISHES = 100;

/** Tells the server what the page shows: once the layout has settled, and only when it differs from the last time. */
export class View {
  #send;
  /** @type {{wishes: Wish[], fill: boolean} | null} */
  #current = null;
  #sent = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {(view: {wishes: Wish[], fill: boolean}) => Promise<unknown>} send */
  constructor(send) {
    this.#send = send;
  }

  /** @param {Wish[]} wishes @param {boolean} fill */
  set(wishes, fill) {
    const whole = wishes.map(({ track, width, height }) => ({
      track,
      width: Math.round(width),
      height: Math.round(height),
    }));
    this.#current = { wishes: whole.slice(0, MOST_WISHES), fill };
    this.#timer ??= setTimeout(() => this.#report(), SETTLE_MS);
  }

  /** The server may have missed the last report. */
  repeat() {
    this.#sent = '';
    if (this.#current) this.#timer ??= setTimeout(() => this.#report(), SETTLE_MS);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #report() {
    this.#timer = undefined;
    const text = JSON.stringify(this.#current);
    if (!this.#current || text === this.#sent) return;
    this.#sent = text;
    this.#send(this.#current).catch(() => (this.#sent = ''));
  }
}

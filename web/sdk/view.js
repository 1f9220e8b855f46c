// @ts-check

/** @typedef {import('./types.js').Wish} Wish */

/** Layouts change in bursts (a window being resized); the server allows 50 messages per second for everything. */
const SETTLE_MS = 120;

/** The server's limits (docs/protocol.md). */
const MOST_WISHES = 100;
const MOST_SLOTS = 25;

/** @typedef {{wishes: Wish[], fill: boolean, lastN?: number}} Shown */

/** Tells the server what the page shows: once the layout has settled, and only when it differs from the last time. */
export class View {
  #send;
  /** @type {Shown | null} */
  #current = null;
  #sent = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {(view: Shown) => Promise<unknown>} send */
  constructor(send) {
    this.#send = send;
  }

  /** @param {Wish[]} wishes @param {import('./types.js').ViewOptions} options */
  set(wishes, { fill = true, lastN }) {
    const whole = wishes.slice(0, MOST_WISHES).map((wish) => ({
      ...wish,
      width: Math.round(wish.width),
      height: Math.round(wish.height),
    }));
    this.#current = { wishes: whole, fill, lastN: lastN === undefined ? undefined : Math.min(lastN, MOST_SLOTS) };
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

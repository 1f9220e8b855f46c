// @ts-check

/** What is over sooner than this is not worth a look: layers are switched, and switched back, within a second. */
const LASTS_MS = 1_500;

/**
 * A picture starts small and grows while its sender and the server find out what the links carry. Until that is over, it
 * says nothing about them.
 */
const SETTLES_MS = 5_000;

/**
 * Shows a state only once it has lasted, and takes it away only once it has been gone for as long: nothing flickers.
 *
 * @template Value
 */
export class Steady {
  #show;
  /** @type {string | null} */
  #shown = null;
  /** @type {{state: string | null, value: Value | null}} */
  #latest = { state: null, value: null };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Before this nothing is shown that is not there yet, on the `performance.now` clock. */
  #settled = 0;

  /** @param {(value: Value | null) => void} show */
  constructor(show) {
    this.#show = show;
  }

  /** Something new has begun: what was shown is gone, and what comes is given time. */
  begin() {
    this.#latest = { state: null, value: null };
    this.now();
    this.#settled = performance.now() + SETTLES_MS;
  }

  /**
   * @param {string | null} state what must last; null for nothing
   * @param {Value | null} value the details, which may change as they like while the state lasts
   */
  set(state, value) {
    this.#latest = { state, value };
    if (state !== this.#shown) {
      this.#timer ??= setTimeout(() => this.now(), this.#patience(state));
      return;
    }
    this.#cease();
    if (state !== null) this.#show(value);
  }

  /** Shows the latest state without waiting: the first one, or after a change that explains itself. */
  now() {
    this.#cease();
    this.#shown = this.#latest.state;
    this.#show(this.#latest.value);
  }

  stop() {
    this.#cease();
  }

  /** @param {string | null} state */
  #patience(state) {
    return state === null ? LASTS_MS : Math.max(LASTS_MS, this.#settled - performance.now());
  }

  #cease() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

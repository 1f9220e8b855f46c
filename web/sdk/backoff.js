// @ts-check

/** The first retry comes quickly: most losses are a short hiccup of the network. */
const FIRST_MS = 300;

/** Slow enough for a server that is restarting with a thousand clients waiting for it. */
const LONGEST_MS = 8_000;

/** Growing pauses between attempts, with jitter so that clients which were cut off together do not return together. */
export class Backoff {
  #attempts = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #wake = () => {};

  /** @returns {Promise<void>} resolves after the next pause, or as soon as somebody calls `hurry` */
  pause() {
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#attempts++);
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#timer = setTimeout(resolve, longest * (0.5 + Math.random() / 2));
    });
  }

  /** Ends the pause: the network is back, or nobody wants to wait any more. */
  hurry() {
    clearTimeout(this.#timer);
    this.#wake();
  }

  reset() {
    this.#attempts = 0;
  }
}

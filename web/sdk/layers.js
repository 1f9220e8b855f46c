// @ts-check

/** @typedef {{rid?: string, active: boolean}} Encoding */

/** Browsers refuse new parameters while others, or a description, are being applied: that is over in a moment. */
const RETRY_MS = 250;

/** Each pause is twice as long as the one before: after four seconds the reason is another one. */
const MOST_ATTEMPTS = 5;

/**
 * Which encodings of the own tracks anybody watches. The others are switched off at their senders: they cost a
 * processor and an uplink, and nobody would see them. Muting is none of this: it takes the picture away from its sender
 * and leaves the encodings as they are.
 */
export class Layers {
  /** What the server said of each track; of the others everything is watched. @type {Map<string, Encoding[]>} */
  #watched = new Map();
  /** @type {Map<string, RTCRtpSender>} */
  #senders = new Map();
  /** @type {WeakMap<RTCRtpSender, Switch>} */
  #switches = new WeakMap();

  /** @param {string} track @param {Encoding[]} encodings */
  watch(track, encodings) {
    this.#watched.set(track, encodings);
    this.#apply(track);
  }

  /**
   * After each answer: which track each sender carries now. The answer may have put back what was switched off or on
   * since its offer was made, and a sender that is used again still has what was said of the track before.
   *
   * @param {{track: string, sender: RTCRtpSender}[]} senders
   */
  bind(senders) {
    this.#senders = new Map(senders.map(({ track, sender }) => [track, sender]));
    for (const track of this.#watched.keys()) if (!this.#senders.has(track)) this.#watched.delete(track);
    for (const track of this.#senders.keys()) this.#apply(track);
  }

  /** @param {string} track */
  #apply(track) {
    const sender = this.#senders.get(track);
    if (!sender) return;
    const known = this.#switches.get(sender) ?? new Switch(sender);
    this.#switches.set(sender, known);
    known.turn(this.#watched.get(track) ?? []);
  }
}

/** Brings one sender to the state that was asked for last; one change at a time, as browsers demand. */
class Switch {
  #sender;
  /** @type {Encoding[]} */
  #wanted = [];
  #attempts = 0;
  #busy = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {RTCRtpSender} sender */
  constructor(sender) {
    this.#sender = sender;
  }

  /** @param {Encoding[]} wanted encodings that are not named are on */
  turn(wanted) {
    this.#wanted = wanted;
    this.#attempts = 0;
    clearTimeout(this.#timer);
    void this.#work();
  }

  async #work() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let parameters = this.#change(); parameters; parameters = this.#change()) {
        await this.#sender.setParameters(parameters);
      }
    } catch {
      this.#tryLater();
    } finally {
      this.#busy = false;
    }
  }

  #tryLater() {
    if (++this.#attempts >= MOST_ATTEMPTS) return;
    this.#timer = setTimeout(() => void this.#work(), RETRY_MS * 2 ** (this.#attempts - 1));
  }

  /** @returns {RTCRtpSendParameters | null} the parameters to set; null when all is as it should be */
  #change() {
    const parameters = this.#sender.getParameters();
    let changed = false;
    for (const [place, encoding] of parameters.encodings.entries()) {
      const active = this.#isWanted(encoding.rid, place);
      // A browser that does not say has it on.
      changed ||= (encoding.active ?? true) !== active;
      encoding.active = active;
    }
    return changed ? parameters : null;
  }

  /** @param {string | undefined} rid @param {number} place */
  #isWanted(rid, place) {
    const named = rid ? this.#wanted.find((encoding) => encoding.rid === rid) : this.#wanted[place];
    return named?.active ?? true;
  }
}

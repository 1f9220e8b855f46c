// @ts-check
import { h } from './dom.js';
import { whyPicture } from './explain.js';
import { icon } from './icons.js';
import { figures, isLacking } from './quality.js';
import { Steady } from './steady.js';

/** @typedef {import('../sdk/types.js').SlotQuality} SlotQuality */
/** @typedef {import('../sdk/types.js').LinkQuality} LinkQuality */

/** The mark on a tile whose picture is worse than it should be; asked, it says why. */
export class Why {
  element = h('button.why', { type: 'button', hidden: true }, icon('signal-low'));
  #tip;
  /** @type {SlotQuality | null} */
  #slot = null;
  /** @type {LinkQuality | null} */
  #link = null;
  #name = '';
  /** Of what was judged last: another picture, or a larger one, begins anew. */
  #track = /** @type {string | null} */ (null);
  #shownHeight = 0;
  /** @type {Steady<SlotQuality>} */
  #steady = new Steady((slot) => this.#show(slot));

  /** @param {import('./tip.js').Tip} tip */
  constructor(tip) {
    this.#tip = tip;
    tip.attach(this.element, () => this.#explain());
    // A double click on a tile pins it; two taps here only ask twice.
    this.element.addEventListener('dblclick', (event) => event.stopPropagation());
  }

  /** @param {string} name @param {SlotQuality | null} slot @param {LinkQuality | null} link */
  set(name, slot, link) {
    this.#name = name;
    this.#link = link;
    this.#notice(slot);
    if (isLacking(slot)) this.#steady.set('lacking', slot);
    else this.#steady.set(null, null);
  }

  close() {
    this.#steady.stop();
    this.#show(null);
  }

  /** @param {SlotQuality | null} slot */
  #notice(slot) {
    const track = slot?.track ?? null;
    const shownHeight = slot?.shownHeight ?? 0;
    const larger = shownHeight > this.#shownHeight && !this.#slot;
    if (larger || track !== this.#track) this.#steady.begin();
    this.#track = track;
    this.#shownHeight = shownHeight;
  }

  /** @param {SlotQuality | null} slot */
  #show(slot) {
    this.#slot = slot;
    this.element.hidden = slot === null;
    this.element.setAttribute('aria-label', `Why is the picture of ${this.#name} not better?`);
    if (!this.#tip.isAt(this.element)) return;
    if (slot) this.#explain();
    else this.#tip.hide();
  }

  #explain() {
    if (!this.#slot || !this.#link) return;
    const sentence = whyPicture(this.#slot, this.#link, this.#name);
    this.#tip.show(this.element, { title: this.#name, sentence, figures: figures(this.#slot) });
  }
}

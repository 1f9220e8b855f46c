// @ts-check
import { h } from './dom.js';
import { icon } from './icons.js';
import { hue, initials } from './names.js';
import { Why } from './why.js';

/** @typedef {import('./grid.js').Box} Box */

/**
 * A picture is cut at its edges to fill the tile, unless its shape differs from the tile's by more than this.
 */
const TOLERANCE = 1.8;

/**
 * The layers of one picture differ in shape by what rounding makes of it. Were that told to the server, a change of
 * layer could ask for the next.
 */
const SAME_SHAPE = 0.03;

/** One rectangle on the stage: a person, or a screen. */
export class Tile {
  #video = h('video', { autoplay: true, muted: true, playsInline: true });
  #avatar = h('div.avatar', { 'aria-hidden': 'true' });
  #face = h('div.face', {}, this.#avatar);
  #name = h('span.name');
  #silent = h('span.silent', { title: 'Muted' }, icon('microphone-off'));
  #pinButton;
  #why;
  #called = '';
  /** Width to height of the picture that arrives; 0 while there is none. */
  #shape = 0;
  /** @type {MediaStreamTrack | null} */
  #media = null;
  /** @type {Box} */
  box = { left: 0, top: 0, width: 0, height: 0 };

  /**
   * @param {{kind: 'person' | 'self' | 'screen', key: string, pin: () => void, reshaped: () => void,
   *   tip: import('./tip.js').Tip}} options `reshaped` is called when the picture that arrives has another shape
   */
  constructor({ kind, key, pin, reshaped, tip }) {
    this.kind = kind;
    this.#why = new Why(tip);
    this.#pinButton = h('button.pin', { type: 'button', onclick: pin }, icon('pin'));
    const label = h('div.label', {}, this.#silent, this.#name, this.#why.element);
    this.element = h(
      'article.tile',
      { 'data-key': key, ondblclick: pin },
      this.#face,
      this.#video,
      label,
      this.#pinButton,
    );
    this.element.classList.add(kind);
    this.#video.addEventListener('resize', () => {
      if (!this.#reshape()) return;
      this.#fit();
      reshaped();
    });
    // Some browsers read the property only as an attribute when the element is made by script.
    this.#video.setAttribute('playsinline', '');
  }

  /** @param {{name: string, silent: boolean, label?: string}} who */
  describe({ name, silent, label = name }) {
    this.#called = label;
    this.#name.textContent = label;
    this.#avatar.textContent = initials(name);
    this.element.style.setProperty('--hue', String(hue(name)));
    this.element.setAttribute('aria-label', silent && this.kind !== 'screen' ? `${label}, muted` : label);
    this.#silent.hidden = !silent;
  }

  /** @param {MediaStreamTrack | null} media @param {boolean} visible false until the picture is this person's */
  play(media, visible = media !== null) {
    if (media !== this.#media) {
      this.#media = media;
      this.#video.srcObject = media && new MediaStream([media]);
      if (media) this.#video.play().catch(() => {});
    }
    this.element.classList.toggle('playing', visible);
  }

  /**
   * What the server says of the picture, and of the link that brings it.
   *
   * @param {import('../sdk/types.js').SlotQuality | null} slot
   * @param {import('../sdk/types.js').LinkQuality | null} link
   */
  judge(slot, link) {
    this.#why.set(this.#called, slot, link);
  }

  /** @param {boolean} speaking */
  speak(speaking) {
    this.element.classList.toggle('speaking', speaking);
  }

  /** @param {boolean} stalled nothing arrives from there although something should */
  stall(stalled) {
    this.element.classList.toggle('stalled', stalled);
  }

  /** @param {boolean} pinned */
  pin(pinned) {
    this.element.classList.toggle('pinned', pinned);
    this.#pinButton.setAttribute('aria-label', `Pin ${this.#called}`);
    this.#pinButton.setAttribute('aria-pressed', String(pinned));
    this.#pinButton.title = pinned ? 'Unpin' : 'Pin';
  }

  /**
   * How large the whole picture is drawn, in CSS pixels: larger than the tile where its edges are cut off.
   *
   * @returns {{width: number, height: number}}
   */
  get pictureSize() {
    const { width, height } = this.box;
    if (!this.#shape) return { width, height };
    const fit = this.element.classList.contains('whole') ? Math.min : Math.max;
    const drawn = fit(width, height * this.#shape);
    return { width: drawn, height: drawn / this.#shape };
  }

  /** @param {Box | undefined} box nowhere when undefined */
  move(box) {
    this.element.hidden = !box;
    if (!box) return;
    this.box = box;
    const { style } = this.element;
    style.transform = `translate(${Math.round(box.left)}px, ${Math.round(box.top)}px)`;
    style.width = `${Math.floor(box.width)}px`;
    style.height = `${Math.floor(box.height)}px`;
    style.setProperty('--avatar', `${Math.round(Math.min(box.width, box.height) * 0.4)}px`);
    this.element.classList.toggle('small', box.width < 190);
    this.#fit();
  }

  remove() {
    this.#video.srcObject = null;
    this.#why.close();
    this.element.remove();
  }

  #fit() {
    if (!this.#shape || !this.box.width) return;
    const ratio = this.#shape / (this.box.width / this.box.height);
    const differs = Math.max(ratio, 1 / ratio) > TOLERANCE;
    const whole = this.kind === 'screen' || (this.kind === 'person' && differs);
    this.element.classList.toggle('whole', whole);
  }

  /** @returns {boolean} whether the picture that arrives has another shape than before */
  #reshape() {
    const { videoWidth, videoHeight } = this.#video;
    if (!videoWidth || !videoHeight) return false;
    const shape = videoWidth / videoHeight;
    if (Math.abs(shape / this.#shape - 1) < SAME_SHAPE) return false;
    this.#shape = shape;
    return true;
  }
}

// @ts-check
import { h } from './dom.js';
import { icon } from './icons.js';
import { hue, initials } from './names.js';

/** @typedef {import('./grid.js').Box} Box */

/**
 * A picture is cut at its edges to fill the tile, unless its shape differs from the tile's by more than this.
 */
const TOLERANCE = 1.8;

/** One rectangle on the stage: a person, or a screen. */
export class Tile {
  #video = h('video', { autoplay: true, muted: true, playsInline: true });
  #avatar = h('div.avatar', { 'aria-hidden': 'true' });
  #face = h('div.face', {}, this.#avatar);
  #name = h('span.name');
  #silent = h('span.silent', { title: 'Muted' }, icon('microphone-off'));
  #pinButton;
  /** @type {MediaStreamTrack | null} */
  #media = null;
  /** @type {Box} */
  box = { left: 0, top: 0, width: 0, height: 0 };

  /**
   * @param {{kind: 'person' | 'self' | 'screen', key: string, pin: () => void}} options
   */
  constructor({ kind, key, pin }) {
    this.kind = kind;
    this.#pinButton = h('button.pin', { type: 'button', onclick: pin }, icon('pin'));
    const label = h('div.label', {}, this.#silent, this.#name);
    this.element = h(
      'article.tile',
      { 'data-key': key, ondblclick: pin },
      this.#face,
      this.#video,
      label,
      this.#pinButton,
    );
    this.element.classList.add(kind);
    this.#video.addEventListener('resize', () => this.#fit());
    // Some browsers read the property only as an attribute when the element is made by script.
    this.#video.setAttribute('playsinline', '');
  }

  /** @param {{name: string, silent: boolean, label?: string}} who */
  describe({ name, silent, label = name }) {
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
    const words = pinned ? 'Unpin' : 'Pin';
    this.#pinButton.setAttribute('aria-label', `${words} ${this.#name.textContent}`);
    this.#pinButton.setAttribute('aria-pressed', String(pinned));
    this.#pinButton.title = words;
  }

  /**
   * How large the whole picture is drawn, in CSS pixels: larger than the tile where its edges are cut off.
   *
   * @returns {{width: number, height: number}}
   */
  get pictureSize() {
    const { videoWidth, videoHeight } = this.#video;
    const { width, height } = this.box;
    if (!videoWidth || !videoHeight) return { width, height };
    const fit = this.element.classList.contains('whole') ? Math.min : Math.max;
    const scale = fit(width / videoWidth, height / videoHeight);
    return { width: videoWidth * scale, height: videoHeight * scale };
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
    this.element.remove();
  }

  #fit() {
    const { videoWidth, videoHeight } = this.#video;
    if (!videoWidth || !this.box.width) return;
    const ratio = videoWidth / videoHeight / (this.box.width / this.box.height);
    const differs = Math.max(ratio, 1 / ratio) > TOLERANCE;
    const whole = this.kind === 'screen' || (this.kind === 'person' && differs);
    this.element.classList.toggle('whole', whole);
  }
}

// @ts-check
import { h, announce } from './dom.js';
import { briefly, ownPicture, percent, whyLink } from './explain.js';
import { icon } from './icons.js';
import { figures, isLacking, levelOf, rate } from './quality.js';
import { Steady } from './steady.js';

/** @typedef {import('../sdk/meeting.js').Meeting} Meeting */
/** @typedef {import('../sdk/types.js').Quality} Quality */
/** @typedef {import('../sdk/types.js').LinkQuality} LinkQuality */

/** @typedef {'new' | 'good' | 'fair' | 'poor'} Level */

const LEVELS = { new: 'New connection', good: 'Good connection', fair: 'Fair connection', poor: 'Weak connection' };

/** @type {Record<Level, import('./icons.js').IconName>} */
const SIGNS = { new: 'signal', good: 'signal', fair: 'signal-mid', poor: 'signal-low' };

/** What is sent is asked of the browser while somebody looks. */
const LOOK_EVERY_MS = 2_000;

/** The sign of how the connection does, and the panel that opens from it with all that is known. */
export class ConnectionPanel {
  #meeting;
  #end = new AbortController();
  #sign = h('button.sign', {
    type: 'button',
    hidden: true,
    'aria-expanded': 'false',
    'aria-controls': 'connection-panel',
    onclick: () => this.#toggle(),
  });
  #title = h('h2', { id: 'connection-title' });
  #sentence = h('p.sentence');
  #sent = h('i');
  #usage = h('div.usage', { 'aria-hidden': 'true' }, this.#sent);
  #numbers = h('dl');
  #pictures = h('ul');
  /** What is sent of the own camera, at the end of the list. @type {HTMLElement[]} */
  #own = [];
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #looking;
  #panel = h(
    'section.panel',
    { id: 'connection-panel', 'aria-labelledby': 'connection-title', hidden: true },
    h('header', {}, this.#title, this.#closing()),
    this.#sentence,
    this.#usage,
    this.#numbers,
    this.#pictures,
  );
  element = h('div.connection', {}, this.#sign, this.#panel);
  /** @type {Steady<Level>} */
  #steady = new Steady((level) => this.#showLevel(level));

  /** @param {Meeting} meeting */
  constructor(meeting) {
    this.#meeting = meeting;
    const { signal } = this.#end;
    const outside = (/** @type {Event} */ { target }) => target instanceof Node && !this.element.contains(target);
    addEventListener('pointerdown', (event) => outside(event) && this.hide(), { signal });
    addEventListener('keydown', ({ key }) => key === 'Escape' && this.hide(), { signal });
  }

  refresh() {
    const { quality } = this.#meeting;
    if (!quality) {
      this.#steady.set(null, null);
      this.#steady.now();
      return this.hide();
    }
    if (this.#sign.hidden) this.#begin();
    const level = levelOf(quality.link);
    this.#steady.set(level, level);
    if (!this.#panel.hidden) this.#fill(quality);
  }

  hide() {
    if (this.#panel.hidden) return;
    const inside = this.#panel.contains(document.activeElement);
    this.#toggle();
    if (inside) this.#sign.focus();
  }

  close() {
    this.#end.abort();
    this.#steady.stop();
    clearInterval(this.#looking);
  }

  #closing() {
    const close = () => this.hide();
    return h('button.plain', { type: 'button', 'aria-label': 'Close', onclick: close }, icon('close'));
  }

  #begin() {
    this.#steady.begin();
    this.#steady.set('new', 'new');
    this.#steady.now();
  }

  #toggle() {
    this.#panel.hidden = !this.#panel.hidden;
    this.#sign.setAttribute('aria-expanded', String(!this.#panel.hidden));
    clearInterval(this.#looking);
    if (this.#panel.hidden) return;
    if (this.#meeting.quality) this.#fill(this.#meeting.quality);
    this.#looking = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    void this.#look();
  }

  async #look() {
    const own = ownPicture(await this.#meeting.stats());
    this.#own = own
      ? [line('You, as sent', own.figures, own.reason ?? 'as large as others need it', own.reason !== null)]
      : [];
    if (this.#meeting.quality) this.#fill(this.#meeting.quality);
  }

  /** @param {Level | null} level */
  #showLevel(level) {
    this.#sign.hidden = level === null;
    if (level === null || level === this.element.dataset.level) return;
    if (level === 'poor' || this.element.dataset.level === 'poor') announce(LEVELS[level]);
    this.element.dataset.level = level;
    this.#sign.replaceChildren(icon(SIGNS[level]));
    this.#sign.title = LEVELS[level];
    this.#sign.setAttribute('aria-label', LEVELS[level]);
    this.#title.textContent = LEVELS[level];
  }

  /** @param {Quality} quality */
  #fill({ link, slots }) {
    this.#sentence.textContent = whyLink(link);
    const whole = Math.max(link.estimate, link.wanted, link.sent, 1);
    this.#sent.style.width = `${(100 * link.sent) / whole}%`;
    this.#numbers.replaceChildren(...numbersOf(link).map(([term, value]) => pair(term, value)));
    this.#pictures.replaceChildren(...slots.flatMap((slot) => this.#picture(slot)), ...this.#own);
  }

  /** @param {import('../sdk/types.js').SlotQuality} slot @returns {HTMLElement[]} nothing for a slot without a picture */
  #picture(slot) {
    const playing = this.#meeting.slots.find(({ mid, track }) => mid === slot.mid && track?.id === slot.track);
    if (!playing?.participant || slot.shownHeight === 0) return [];
    const { name } = playing.participant;
    const label = playing.track?.source === 'screen' ? `${name}’s screen` : name;
    return [line(label, figures(slot), briefly(slot), isLacking(slot))];
  }
}

/** @param {string} who @param {string} size @param {string} reason @param {boolean} lacking */
function line(who, size, reason, lacking) {
  const item = h('li', {}, h('span.who', {}, who), h('span', {}, size), h('span.reason', {}, reason));
  item.classList.toggle('lacking', lacking);
  return item;
}

/** @param {LinkQuality} link @returns {[string, string][]} */
function numbersOf({ estimate, sent, wanted, loss, roundTripMs, queueMs }) {
  return [
    ['Carries about', estimate > 0 ? rate(estimate) : 'not known yet'],
    ['Arriving', rate(sent)],
    ['Would be of use', rate(wanted)],
    ['Lost on the way', percent(loss)],
    ['Round trip', roundTripMs > 0 ? `${roundTripMs} ms` : 'not known yet'],
    ['Held up in queues', `${queueMs} ms`],
  ];
}

/** @param {string} term @param {string} value */
function pair(term, value) {
  return h('div', {}, h('dt', {}, term), h('dd', {}, value));
}

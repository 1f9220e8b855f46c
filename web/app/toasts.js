// @ts-check
import { h, announce } from './dom.js';
import { icon } from './icons.js';

/** Long enough to read twice. */
const SHOWN_MS = 5_000;

/** More at once would cover the meeting; the oldest makes room. */
const MOST = 3;

/** @param {string} sentence @param {{icon?: import('./icons.js').IconName}} [options] */
export function toast(sentence, options = {}) {
  const region = /** @type {HTMLElement} */ (document.getElementById('toasts'));
  const element = h('div.toast', {}, options.icon ? icon(options.icon) : null, sentence);
  while (region.children.length >= MOST) region.firstElementChild?.remove();
  region.append(element);
  announce(sentence);
  setTimeout(() => element.remove(), SHOWN_MS);
}

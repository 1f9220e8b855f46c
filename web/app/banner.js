// @ts-check
import { h } from './dom.js';

/**
 * A line at the top of the meeting, for things that last: one sentence per topic, gone when its topic is cleared.
 */
export class Banner {
  element = h('div.banner', { role: 'status' });
  /** @type {Map<string, HTMLElement>} */
  #lines = new Map();

  /** @param {string} topic @param {string} sentence @param {{label: string, press: () => void}} [action] */
  show(topic, sentence, action) {
    this.clear(topic);
    const button = action ? h('button.small', { type: 'button', onclick: action.press }, action.label) : null;
    const line = h('p', { 'data-topic': topic }, sentence, button);
    this.#lines.set(topic, line);
    this.element.append(line);
  }

  /** @param {string} topic */
  clear(topic) {
    this.#lines.get(topic)?.remove();
    this.#lines.delete(topic);
  }
}

// @ts-check
import { h, announce } from './dom.js';

/** From the edges of the window, and from what it belongs to. */
const MARGIN = 8;

/**
 * A bubble with an explanation, beside the button it belongs to: shown while the pointer is over that or the keyboard
 * is at it, and by a tap until the next one. There is one for the whole page, above everything.
 */
export class Tip {
  #title = h('strong');
  #sentence = h('p');
  #figures = h('p.figures');
  element = h('div.tip', { id: 'tip', role: 'tooltip', hidden: true }, this.#title, this.#sentence, this.#figures);
  /** @type {HTMLElement | null} */
  #anchor = null;
  #end = new AbortController();

  constructor() {
    const { signal } = this.#end;
    addEventListener('keydown', ({ key }) => key === 'Escape' && this.hide(), { signal });
    addEventListener('resize', () => this.hide(), { signal });
    addEventListener(
      'pointerdown',
      ({ target }) => target instanceof Node && !this.#anchor?.contains(target) && this.hide(),
      { signal },
    );
  }

  /** Shows what `explain` says whenever somebody asks the button. @param {HTMLElement} button @param {() => void} explain */
  attach(button, explain) {
    const leave = () => this.#anchor === button && document.activeElement !== button && this.hide();
    button.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'mouse' && explain());
    button.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && leave());
    button.addEventListener('focus', () => button.matches(':focus-visible') && explain());
    button.addEventListener('blur', () => this.#anchor === button && this.hide());
    button.addEventListener('click', () => {
      explain();
      announce(`${this.#sentence.textContent} ${this.#figures.textContent}`);
    });
  }

  /** @param {HTMLElement} anchor @param {{title: string, sentence: string, figures: string}} words */
  show(anchor, { title, sentence, figures }) {
    if (!this.isAt(anchor)) this.hide();
    this.#anchor = anchor;
    // A description that is not shown would still be read out, wherever it belongs.
    anchor.setAttribute('aria-describedby', this.element.id);
    this.#title.textContent = title;
    this.#sentence.textContent = sentence;
    this.#figures.textContent = figures;
    this.element.hidden = false;
    this.#place(anchor.getBoundingClientRect());
  }

  /** Whether it is shown for this one. @param {HTMLElement} anchor */
  isAt(anchor) {
    return this.#anchor === anchor;
  }

  hide() {
    this.#anchor?.removeAttribute('aria-describedby');
    this.#anchor = null;
    this.element.hidden = true;
  }

  close() {
    this.#end.abort();
    this.element.remove();
  }

  /** Above, where there is room, and never beyond the window. @param {DOMRect} at */
  #place(at) {
    const { offsetWidth: width, offsetHeight: height, style } = this.element;
    const above = at.top - height - MARGIN;
    const left = at.left + at.width / 2 - width / 2;
    style.left = `${Math.max(MARGIN, Math.min(innerWidth - width - MARGIN, left))}px`;
    const top = above >= MARGIN ? above : at.bottom + MARGIN;
    style.top = `${Math.max(MARGIN, Math.min(innerHeight - height - MARGIN, top))}px`;
  }
}

// @ts-check

/**
 * Builds an element: `h('button.primary', { onclick: join, 'aria-label': 'Join' }, 'Join')`. Functions and booleans
 * become properties, everything else attributes.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag | `${Tag}.${string}`} selector a tag with classes
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(selector, attributes = {}, ...children) {
  const [tag, ...classes] = selector.split('.');
  const element = document.createElement(tag);
  element.classList.add(...classes);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (typeof value === 'function' || typeof value === 'boolean') /** @type {any} */ (element)[name] = value;
    else element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return /** @type {HTMLElementTagNameMap[Tag]} */ (element);
}

/** Says it to those who cannot see it. @param {string} sentence */
export function announce(sentence) {
  const region = document.getElementById('announcements');
  if (region) region.textContent = sentence;
}

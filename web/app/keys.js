// @ts-check

/** Elements in which a letter is a letter, and not a command. */
const TYPING = 'input, textarea, select, [contenteditable]';

/**
 * Shortcuts of one key, without modifiers.
 *
 * @param {Record<string, () => void>} commands by the key's name, in lower case
 * @param {AbortSignal} signal ends them
 */
export function shortcuts(commands, signal) {
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(TYPING)) return;
    if (document.querySelector('dialog[open]')) return;
    const command = commands[event.key.toLowerCase()];
    if (!command) return;
    event.preventDefault();
    command();
  };
  addEventListener('keydown', onKey, { signal });
}

// @ts-check
import { brand } from './brand.js';
import { h } from './dom.js';
import { meetingMessage } from './messages.js';

/** @type {import('./messages.js').Message} */
const LEFT = { title: 'You left the meeting', text: 'Was that too early? The door is still open.', retry: true };

/**
 * After the meeting.
 *
 * @param {string | null} code why it ended; null when the user left
 * @param {string} room
 * @param {{rejoin: () => void, home: () => void}} actions
 */
export function ending(code, room, { rejoin, home }) {
  const { title, text, retry } = code === null ? LEFT : meetingMessage(code);
  const again = h('button.primary', { type: 'button', onclick: rejoin }, `Rejoin ${room}`);
  const other = h('button.secondary', { type: 'button', onclick: home }, 'Start a new meeting');
  const heading = h('h1', { tabindex: -1 }, title);
  const element = h(
    'section.ending',
    {},
    brand(),
    heading,
    h('p.lead', {}, text),
    h('div.actions', {}, retry ? again : null, other),
  );
  return { element, focus: () => heading.focus() };
}

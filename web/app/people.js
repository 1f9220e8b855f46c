// @ts-check
import { h } from './dom.js';
import { icon } from './icons.js';
import { hue, initials } from './names.js';
import { isMuted } from './tracks.js';

/** @typedef {import('../sdk/meeting.js').Meeting} Meeting */

/**
 * The panel that lists everybody.
 *
 * @param {Meeting} meeting
 * @param {{invite: () => void, close: () => void}} actions
 */
export function peoplePanel(meeting, { invite, close }) {
  const count = h('span.count');
  const list = h('ul');
  const inviting = h('button.secondary', { type: 'button', onclick: invite }, icon('link'), 'Copy invite link');
  const closing = h('button.plain', { type: 'button', 'aria-label': 'Close', onclick: close }, icon('close'));
  const header = h('header', {}, h('h2', { id: 'people-title' }, 'People ', count), closing);
  const element = h('aside.people', { 'aria-labelledby': 'people-title', hidden: true }, header, list, inviting);
  /** Nobody looks at it while it is hidden, and a room may have a thousand people. */
  const refresh = () => {
    if (element.hidden) return;
    const mine = Object.fromEntries(meeting.published.map(({ source, muted }) => [source, !muted]));
    const others = meeting.participants.map((participant) =>
      person(participant.name, !isMuted(participant, 'microphone'), !isMuted(participant, 'camera')),
    );
    const { name } = meeting.self;
    list.replaceChildren(person(name, mine.microphone ?? false, mine.camera ?? false, `${name} (you)`), ...others);
    count.textContent = String(meeting.participants.length + 1);
  };
  return { element, closing, refresh };
}

/** @param {string} name @param {boolean} heard @param {boolean} seen @param {string} [label] */
function person(name, heard, seen, label = name) {
  const avatar = h('span.avatar', { 'aria-hidden': 'true' }, initials(name));
  const state = `${heard ? 'microphone on' : 'muted'}, ${seen ? 'camera on' : 'camera off'}`;
  const element = h(
    'li',
    {},
    avatar,
    h('span.name', {}, label),
    h('span.unseen', {}, state),
    icon(heard ? 'microphone' : 'microphone-off'),
    icon(seen ? 'camera' : 'camera-off'),
  );
  element.style.setProperty('--hue', String(hue(name)));
  return element;
}

// @ts-check
import { h } from './dom.js';
import { icon } from './icons.js';

/** @typedef {import('./icons.js').IconName} IconName */

/**
 * A round button with a picture. `set` shows what the button would do next, and whether its thing is on.
 *
 * @param {{label: string, name: IconName, press: () => void, classes?: string, keys?: string}} options
 */
export function roundButton({ label, name, press, classes = '', keys }) {
  const element = h(
    'button.round',
    { type: 'button', onclick: press, 'aria-keyshortcuts': keys?.toUpperCase() },
    icon(name),
  );
  if (classes) element.classList.add(classes);
  /** @param {{label: string, name?: IconName, off?: boolean, active?: boolean}} state */
  const set = (state) => {
    const title = keys ? `${state.label} (${keys.toUpperCase()})` : state.label;
    element.title = title;
    element.setAttribute('aria-label', state.label);
    if (state.name) element.replaceChildren(icon(state.name));
    element.classList.toggle('off', state.off ?? false);
    element.classList.toggle('active', state.active ?? false);
    if (state.active !== undefined) element.setAttribute('aria-pressed', String(state.active));
  };
  set({ label });
  return { element, set };
}

/**
 * The two buttons for microphone and camera, the same in the lobby and in the meeting.
 *
 * @param {import('./local.js').LocalMedia} local
 */
export function deviceButtons(local) {
  const microphone = roundButton({
    label: 'Mute',
    name: 'microphone',
    keys: 'm',
    press: () => void local.toggle('microphone'),
  });
  const camera = roundButton({
    label: 'Turn camera off',
    name: 'camera',
    keys: 'v',
    press: () => void local.toggle('camera'),
  });
  const refresh = () => {
    const heard = isOn(local, 'microphone');
    const seen = isOn(local, 'camera');
    microphone.set({ label: heard ? 'Mute' : 'Unmute', name: heard ? 'microphone' : 'microphone-off', off: !heard });
    camera.set({
      label: seen ? 'Turn camera off' : 'Turn camera on',
      name: seen ? 'camera' : 'camera-off',
      off: !seen,
    });
    microphone.element.classList.toggle('problem', local.state('microphone').problem !== null);
    camera.element.classList.toggle('problem', local.state('camera').problem !== null);
  };
  refresh();
  return { elements: [microphone.element, camera.element], refresh };
}

/** @param {import('./local.js').LocalMedia} local @param {'microphone' | 'camera'} device */
export function isOn(local, device) {
  const { on, media } = local.state(device);
  return on && media !== null;
}

// @ts-check
import { listDevices } from '../sdk/plenum.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { recall, remember } from './memory.js';
import { canRoute } from './voices.js';

/** @typedef {import('./local.js').LocalMedia} LocalMedia */

/**
 * The fields in which a microphone, a camera and, where the browser can, a loudspeaker are chosen.
 *
 * @param {LocalMedia} local
 * @param {(deviceId: string) => void} useOutput
 */
export function deviceFields(local, useOutput) {
  const microphone = field('Microphone', 'microphone', (id) => void local.choose('microphone', id));
  const camera = field('Camera', 'camera', (id) => void local.choose('camera', id));
  const speaker = field('Speaker', 'speaker', (id) => {
    remember({ speaker: id });
    useOutput(id);
  });
  if (!canRoute) speaker.element.hidden = true;
  const element = h('div.devices', {}, microphone.element, camera.element, speaker.element);
  const refresh = async () => {
    const devices = await listDevices();
    const remembered = recall();
    microphone.fill(devices, 'audioinput', idOf(local.state('microphone').media) ?? remembered.microphone);
    camera.fill(devices, 'videoinput', idOf(local.state('camera').media) ?? remembered.camera);
    speaker.fill(devices, 'audiooutput', remembered.speaker);
  };
  return { element, refresh };
}

/**
 * The same fields in a dialog, for use during the meeting.
 *
 * @param {LocalMedia} local
 * @param {(deviceId: string) => void} useOutput
 */
export function settingsDialog(local, useOutput) {
  const fields = deviceFields(local, useOutput);
  const close = h(
    'button.plain',
    { type: 'button', 'aria-label': 'Close', onclick: () => dialog.close() },
    icon('close'),
  );
  const title = h('h2', { id: 'settings-title' }, 'Devices');
  const dialog = h(
    'dialog.settings',
    { 'aria-labelledby': 'settings-title' },
    h('header', {}, title, close),
    fields.element,
  );
  // A click on the backdrop is a click on the dialog itself.
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  const open = () => {
    void fields.refresh();
    dialog.showModal();
  };
  return { element: dialog, open };
}

/** @param {string} label @param {import('./icons.js').IconName} name @param {(deviceId: string) => void} choose */
function field(label, name, choose) {
  const select = h('select', { 'aria-label': label, onchange: () => choose(select.value) });
  const element = h('label.field', { title: label }, icon(name), select);
  /** @param {MediaDeviceInfo[]} devices @param {MediaDeviceKind} kind @param {string} [current] */
  const fill = (devices, kind, current) => {
    const options = devices
      .filter((device) => device.kind === kind)
      .map((device, i) => h('option', { value: device.deviceId }, device.label || `${label} ${i + 1}`));
    if (options.length === 0) options.push(h('option', { value: '' }, `No ${label.toLowerCase()} found`));
    select.replaceChildren(...options);
    select.disabled = options.length === 1;
    if (current && options.some((option) => option.value === current)) select.value = current;
  };
  return { element, fill };
}

/** @param {MediaStreamTrack | null} media */
function idOf(media) {
  return media?.getSettings().deviceId;
}

// @ts-check
import { brand } from './brand.js';
import { deviceButtons, isOn } from './controls.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { shortcuts } from './keys.js';
import { deviceMessage, meetingMessage } from './messages.js';
import { measure } from './meter.js';
import { suggestRoom, toName, toRoom } from './names.js';
import { deviceFields } from './settings.js';

/** @typedef {import('./local.js').LocalMedia} LocalMedia */

/** Before the meeting: how one looks and sounds, under which name, and where to. */
export class Lobby {
  #local;
  #join;
  #end = new AbortController();
  #video = h('video', { autoplay: true, muted: true, playsInline: true });
  #hint = h('p.hint');
  #level = h('span.level', { 'aria-hidden': 'true', hidden: true }, h('i'), h('i'), h('i'), h('i'), h('i'));
  #problems = h('ul.problems', { role: 'status' });
  #alert = h('div.alert', { role: 'alert', hidden: true });
  #name = h('input', {
    id: 'name',
    name: 'name',
    maxlength: 64,
    autocomplete: 'name',
    placeholder: 'How others see you',
  });
  #room = h('input', { id: 'room', name: 'room', maxlength: 64, autocomplete: 'off', spellcheck: 'false' });
  #submit = h('button.primary', { type: 'submit' }, 'Join');
  #buttons;
  #fields;
  #stopMeter = () => {};
  /** @type {MediaStreamTrack | null} */
  #metered = null;

  /**
   * @param {LocalMedia} local
   * @param {{room: string, name: string}} start
   * @param {(room: string, name: string) => Promise<void>} join rejects with a MeetingError
   */
  constructor(local, { room, name }, join) {
    this.#local = local;
    this.#join = join;
    this.#name.value = name;
    this.#room.value = room || suggestRoom();
    this.#buttons = deviceButtons(local);
    this.#fields = deviceFields(local, () => {});
    this.element = h('section.lobby', {}, this.#preview(), this.#form());
    this.#listen();
    this.#refresh();
    void local.open();
  }

  focus() {
    // A ring around the button is of use to those who came with the keyboard, and they see it on their next key.
    const first = this.#name.value ? this.#submit : this.#name;
    first.focus(/** @type {FocusOptions} */ ({ focusVisible: first === this.#name }));
  }

  /** @param {string} code why joining failed */
  fail(code) {
    const { title, text } = meetingMessage(code);
    this.#alert.replaceChildren(icon('warning'), h('div', {}, h('strong', {}, title), h('p', {}, text)));
    this.#alert.hidden = false;
  }

  /** Joins as if the button were pressed. */
  async submit() {
    const name = toName(this.#name.value) || 'Guest';
    const room = toRoom(this.#room.value) || suggestRoom();
    this.#room.value = room;
    this.#alert.hidden = true;
    this.#busy(true);
    try {
      await this.#join(room, name);
    } finally {
      this.#busy(false);
    }
  }

  close() {
    this.#end.abort();
    this.#stopMeter();
    this.#video.srcObject = null;
    this.element.remove();
  }

  #preview() {
    this.#video.setAttribute('aria-label', 'Your camera');
    const buttons = h('div.buttons', {}, ...this.#buttons.elements);
    const picture = h('div.picture', {}, this.#video, this.#hint, this.#level, buttons);
    return h('div.preview', {}, picture, this.#fields.element, this.#problems);
  }

  #form() {
    const another = h(
      'button.plain',
      { type: 'button', title: 'Another name', 'aria-label': 'Suggest another room name' },
      icon('shuffle'),
    );
    another.onclick = () => (this.#room.value = suggestRoom());
    const form = h(
      'form',
      { novalidate: '' },
      brand(),
      h('h1', { tabindex: -1 }, 'Ready when you are'),
      h('p.lead', {}, 'Meet face to face in the browser. Share the room’s name, and everybody is in.'),
      h('label', { for: 'name' }, 'Your name'),
      this.#name,
      h('label', { for: 'room' }, 'Room'),
      h('div.with-button', {}, this.#room, another),
      this.#alert,
      this.#submit,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
    return form;
  }

  #listen() {
    const { signal } = this.#end;
    const offs = [this.#local.on('changed', () => this.#refresh())];
    signal.addEventListener('abort', () => offs.forEach((off) => off()));
    this.#room.addEventListener('input', () => {
      if (this.#room.value !== toRoom(this.#room.value)) this.#room.value = toRoom(this.#room.value);
    });
    const toggle = (/** @type {'microphone' | 'camera'} */ device) => () => void this.#local.toggle(device);
    shortcuts({ m: toggle('microphone'), v: toggle('camera') }, signal);
    navigator.mediaDevices?.addEventListener?.('devicechange', () => void this.#fields.refresh(), { signal });
  }

  #refresh() {
    const camera = isOn(this.#local, 'camera') ? this.#local.state('camera').media : null;
    const shown = /** @type {MediaStream | null} */ (this.#video.srcObject)?.getTracks()[0] ?? null;
    if (camera !== shown) this.#video.srcObject = camera && new MediaStream([camera]);
    this.#video.hidden = !camera;
    this.#hint.textContent = camera ? '' : 'Camera is off';
    this.#meter(isOn(this.#local, 'microphone') ? this.#local.state('microphone').media : null);
    this.#buttons.refresh();
    void this.#fields.refresh();
    this.#listProblems();
  }

  /** @param {MediaStreamTrack | null} media */
  #meter(media) {
    if (media === this.#metered) return;
    this.#stopMeter();
    this.#metered = media;
    this.#level.hidden = !media;
    const show = (/** @type {number} */ level) => this.#level.style.setProperty('--level', level.toFixed(2));
    this.#stopMeter = media ? measure(media, show) : () => {};
  }

  #listProblems() {
    const sentences = /** @type {const} */ (['microphone', 'camera']).flatMap((device) => {
      const { problem } = this.#local.state(device);
      return problem ? [deviceMessage(problem, device)] : [];
    });
    this.#problems.replaceChildren(...sentences.map((sentence) => h('li', {}, icon('warning'), sentence)));
  }

  /** @param {boolean} busy */
  #busy(busy) {
    this.#submit.disabled = busy;
    this.#submit.textContent = busy ? 'Joining…' : 'Join';
  }
}

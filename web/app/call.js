// @ts-check
import { inviteLink } from './address.js';
import { Banner } from './banner.js';
import { ConnectionPanel } from './connection.js';
import { deviceButtons, isOn, roundButton } from './controls.js';
import { h, announce } from './dom.js';
import { icon } from './icons.js';
import { shortcuts } from './keys.js';
import { recall } from './memory.js';
import { deviceMessage, isDeviceCode, meetingMessage } from './messages.js';
import { peoplePanel } from './people.js';
import { settingsDialog } from './settings.js';
import { canShare, isSharing, toggleSharing } from './sharing.js';
import { Stage } from './stage.js';
import { toast } from './toasts.js';
import { Voices } from './voices.js';

/** @typedef {import('../sdk/meeting.js').Meeting} Meeting */
/** @typedef {import('./local.js').LocalMedia} LocalMedia */

/** A crowd that arrives at once would be a wall of messages. */
const ROOM_WORTH_ANNOUNCING = 12;

/** Failures after which something that the user asked for has not happened. */
const WORTH_TELLING = new Set(['bad-offer', 'bad-answer', 'internal', 'server-away']);

/** The meeting itself: the stage, the voices and the buttons. */
export class Call {
  #meeting;
  #local;
  #end = new AbortController();
  #voices = new Voices();
  #banner = new Banner();
  #stage;
  #connection;
  #people;
  #settings;
  #devices;
  #share;
  #peopleButton;
  #badge = h('span.badge');
  #alone = h('div.alone');
  #room = h('h1.room', { tabindex: -1 });

  /** @param {Meeting} meeting @param {LocalMedia} local */
  constructor(meeting, local) {
    this.#meeting = meeting;
    this.#room.textContent = meeting.self.room;
    this.#local = local;
    const camera = () => (isOn(local, 'camera') ? local.state('camera').media : null);
    this.#stage = new Stage(meeting, camera, () => this.#togglePeople());
    this.#connection = new ConnectionPanel(meeting);
    this.#settings = settingsDialog(local, (id) => this.#voices.useOutput(id));
    this.#people = peoplePanel(meeting, { invite: () => this.#invite(), close: () => this.#togglePeople() });
    this.#devices = deviceButtons(local);
    this.#share = roundButton({ label: 'Share screen', name: 'screen', press: () => void toggleSharing(meeting) });
    this.#share.element.hidden = !canShare;
    this.#peopleButton = roundButton({ label: 'People', name: 'people', keys: 'p', press: () => this.#togglePeople() });
    this.element = this.#build();
    this.#listen();
    this.#refresh();
  }

  focus() {
    this.#room.focus({ preventScroll: true });
  }

  close() {
    this.#end.abort();
    this.#voices.stop();
    this.#stage.close();
    this.#connection.close();
    this.element.remove();
  }

  #build() {
    const invite = roundButton({
      label: 'Copy invite link',
      name: 'link',
      classes: 'wide-only',
      press: () => this.#invite(),
    });
    const devices = roundButton({ label: 'Devices', name: 'settings', press: () => this.#settings.open() });
    const leave = roundButton({
      label: 'Leave',
      name: 'leave',
      classes: 'leave',
      press: () => void this.#meeting.leave(),
    });
    const people = h('span.with-badge', {}, this.#peopleButton.element, this.#badge);
    const bar = h(
      'footer.bar',
      {},
      this.#room,
      h('div.buttons', {}, ...this.#devices.elements, this.#share.element, devices.element, leave.element),
      h('div.buttons.side', {}, invite.element, people),
    );
    this.#alone.append(
      h('h2', {}, 'Nobody else is here yet'),
      h('p', {}, 'Share this link to invite others:'),
      h(
        'button.secondary',
        { type: 'button', onclick: () => this.#invite() },
        icon('link'),
        linkText(this.#meeting.self.room),
      ),
    );
    const middle = h(
      'div.middle',
      {},
      h('div.theatre', {}, this.#stage.element, this.#connection.element, this.#alone),
      this.#people.element,
    );
    return h('section.call', {}, this.#banner.element, middle, bar, this.#voices.element, this.#settings.element);
  }

  #listen() {
    const { signal } = this.#end;
    const meeting = this.#meeting;
    const refresh = () => this.#refresh();
    meeting.on('participant-joined', ({ name }) => this.#came(name));
    meeting.on('participant-left', ({ participant, reason }) => this.#went(participant.name, reason));
    meeting.on('participants', refresh);
    meeting.on('published', refresh);
    meeting.on('slot', (slot) => this.#played(slot));
    meeting.on('quality', () => this.#judged());
    meeting.on('speakers', (speakers) => this.#stage.heard(speakers));
    meeting.on('connection', (connection) => this.#connected(connection));
    meeting.on('error', (error) => this.#failed(error));
    const offs = [
      this.#local.on('changed', refresh),
      this.#local.on('problem', ({ device, code }) => toast(deviceMessage(code, device), { icon: 'warning' })),
    ];
    signal.addEventListener('abort', () => offs.forEach((off) => off()));
    this.#voices.on('blocked', (blocked) => this.#soundBlocked(blocked));
    this.#voices.useOutput(recall().speaker ?? '');
    for (const slot of meeting.slots) this.#voices.show(slot);
    const toggle = (/** @type {'microphone' | 'camera'} */ device) => () => void this.#local.toggle(device);
    shortcuts(
      { m: toggle('microphone'), v: toggle('camera'), p: () => this.#togglePeople(), escape: () => this.#hidePeople() },
      signal,
    );
  }

  #refresh() {
    const { participants } = this.#meeting;
    const sharing = isSharing(this.#meeting);
    this.#devices.refresh();
    this.#people.refresh();
    this.#stage.refresh();
    this.#share.set({ label: sharing ? 'Stop sharing' : 'Share screen', active: sharing });
    this.#alone.hidden = participants.length > 0;
    this.#badge.textContent = String(participants.length + 1);
    if (!sharing) this.#banner.clear('sharing');
    else
      this.#banner.show('sharing', 'You are sharing your screen', {
        label: 'Stop',
        press: () => void toggleSharing(this.#meeting),
      });
  }

  /** @param {string} name */
  #came(name) {
    this.#tell(`${name} joined`);
  }

  /** @param {string} name @param {string} reason */
  #went(name, reason) {
    this.#tell(reason === 'lost' ? `${name} lost the connection` : `${name} left`);
  }

  /** @param {string} sentence */
  #tell(sentence) {
    if (this.#meeting.participants.length < ROOM_WORTH_ANNOUNCING) toast(sentence);
    else announce(sentence);
  }

  /** @param {import('../sdk/types.js').Slot} slot */
  #played(slot) {
    this.#voices.show(slot);
    this.#stage.refresh();
  }

  #judged() {
    this.#stage.refresh();
    this.#connection.refresh();
  }

  /** @param {import('../sdk/types.js').Connection} connection */
  #connected({ signaling, media }) {
    if (media === 'connected') this.#banner.clear('blocked');
    const lost = signaling === 'reconnecting' || media === 'reconnecting';
    if (lost) this.#banner.show('connection', 'The connection was lost. Reconnecting…');
    else this.#banner.clear('connection');
  }

  /**
   * What the user can do nothing about is for the console only; of devices the local media tell.
   *
   * @param {import('../sdk/errors.js').MeetingError} error
   */
  #failed({ code, message }) {
    if (isDeviceCode(code)) return;
    console.warn(`plenum: ${code}: ${message}`);
    const { title, text } = meetingMessage(code);
    if (code === 'media-blocked') this.#banner.show('blocked', `${title}. ${text}`);
    if (WORTH_TELLING.has(code)) toast(title, { icon: 'warning' });
  }

  /** @param {boolean} blocked */
  #soundBlocked(blocked) {
    if (!blocked) return this.#banner.clear('sound');
    // Any click will do, wherever it is.
    addEventListener('click', () => this.#voices.unblock(), { once: true, signal: this.#end.signal });
    this.#banner.show('sound', 'The browser keeps the sound off until you click.', {
      label: 'Turn sound on',
      press: () => this.#voices.unblock(),
    });
  }

  #togglePeople() {
    const { element, closing } = this.#people;
    const inside = element.contains(document.activeElement);
    element.hidden = !element.hidden;
    this.#people.refresh();
    this.#peopleButton.set({ label: 'People', active: !element.hidden });
    // The panel comes before the bar: with the keyboard one would have to find the way back to it.
    if (!element.hidden) closing.focus();
    else if (inside) this.#peopleButton.element.focus();
  }

  #hidePeople() {
    if (!this.#people.element.hidden) this.#togglePeople();
  }

  async #invite() {
    const link = inviteLink(this.#meeting.self.room);
    try {
      await navigator.clipboard.writeText(link);
      toast('Invite link copied', { icon: 'link' });
    } catch {
      // Browsers without a clipboard for this page: the link can be copied by hand.
      prompt('Invite link', link);
    }
  }
}

/** @param {string} room */
function linkText(room) {
  return inviteLink(room).replace(/^https?:\/\//, '');
}

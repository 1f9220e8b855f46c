// @ts-check
import { Emitter } from '../sdk/emitter.js';
import { MeetingError, openCamera, openDevices, openMicrophone } from '../sdk/plenum.js';
import { recall, remember } from './memory.js';

/** @typedef {import('../sdk/meeting.js').Meeting} Meeting */
/** @typedef {'microphone' | 'camera'} Device */

/**
 * @typedef {object} DeviceState
 * @property {MediaStreamTrack | null} media
 * @property {boolean} on whether others are to hear or see it
 * @property {boolean} stale another device was chosen since it was opened
 * @property {string | null} problem why it did not open
 */

/**
 * The own microphone and camera, from the lobby into the meeting and back. Off means off: the camera's device is
 * stopped, so its light goes out.
 *
 * @extends {Emitter<{changed: null, problem: {device: Device, code: string}}>}
 */
export class LocalMedia extends Emitter {
  /** @type {Record<Device, DeviceState>} */
  #devices;
  /** @type {Meeting | null} */
  #meeting = null;
  /** Operations on devices take their time; the next one waits for the last. */
  #queue = Promise.resolve();

  constructor() {
    super();
    const { microphoneOff = false, cameraOff = false } = recall();
    this.#devices = {
      microphone: { media: null, on: !microphoneOff, stale: false, problem: null },
      camera: { media: null, on: !cameraOff, stale: false, problem: null },
    };
  }

  /** @param {Device} device @returns {DeviceState} */
  state(device) {
    return this.#devices[device];
  }

  /** Opens what is meant to be on. Never rejects: without devices one can still listen. */
  open() {
    return this.#next(async () => {
      const wanted = devicesOf(this.#devices).filter(
        (device) => this.#devices[device].on && !this.#devices[device].media,
      );
      const { microphone, camera } = recall();
      const opened = await openDevices(wanted, { microphone, camera });
      for (const device of wanted) this.#took(device, opened[device]);
    });
  }

  /** @param {Device} device */
  toggle(device) {
    return this.#next(() => (this.#devices[device].on ? this.#turnOff(device) : this.#turnOn(device)));
  }

  /** @param {Device} device @param {string} deviceId */
  choose(device, deviceId) {
    remember({ [device]: deviceId });
    return this.#next(async () => {
      if (this.#devices[device].on) await this.#turnOn(device);
      else this.#devices[device].stale = true;
    });
  }

  /** What to publish on joining. @returns {import('../sdk/types.js').Publish[]} */
  toPublish() {
    return devicesOf(this.#devices).flatMap((source) => {
      const { media, on } = this.#devices[source];
      return media ? [{ source, media, muted: !on }] : [];
    });
  }

  /** From now on the meeting owns the tracks, and stops them at its end. @param {Meeting} meeting */
  attach(meeting) {
    this.#meeting = meeting;
    for (const device of devicesOf(this.#devices)) this.#catchUp(device, meeting);
    meeting.on('error', ({ code, source }) => {
      if (code === 'device-lost' && (source === 'microphone' || source === 'camera')) this.#lost(source);
    });
    meeting.on('left', () => {
      this.#meeting = null;
      for (const device of devicesOf(this.#devices)) this.#devices[device].media = null;
    });
  }

  /** Buttons may have been pressed while joining was under way. @param {Device} device @param {Meeting} meeting */
  #catchUp(device, meeting) {
    const { on, media } = this.#devices[device];
    const publication = meeting.published.find(({ source }) => source === device);
    if (on && media && !publication) void this.#next(() => this.#show(device, media));
    if (!on && publication) void this.#next(() => meeting.mute(device));
  }

  /** @param {Device} device */
  async #turnOff(device) {
    const state = this.#devices[device];
    state.on = false;
    remember({ [`${device}Off`]: true });
    if (this.#meeting) await this.#meeting.mute(device);
    else if (device === 'camera') state.media?.stop();
    else if (state.media) state.media.enabled = false;
    if (device === 'camera') state.media = null;
  }

  /** Opens the device, which may be another one than before, and shows it to the meeting. @param {Device} device */
  async #turnOn(device) {
    const state = this.#devices[device];
    const asleep = !state.on && !state.stale && state.media?.readyState === 'live';
    try {
      if (!asleep) await this.#open(device);
    } catch (error) {
      if (!(error instanceof MeetingError)) throw error;
      return this.#failed(device, error.code);
    }
    Object.assign(state, { on: true, stale: false, problem: null });
    remember({ [`${device}Off`]: false });
    if (state.media) await this.#show(device, state.media);
  }

  /** @param {Device} device @param {MediaStreamTrack} media */
  async #show(device, media) {
    media.enabled = true;
    if (!this.#meeting) return;
    const known = this.#meeting.published.some(({ source }) => source === device);
    if (known) await this.#meeting.unmute(device, media);
    else await this.#meeting.publish(device, media);
  }

  /** @param {Device} device */
  async #open(device) {
    const state = this.#devices[device];
    const deviceId = recall()[device];
    const media = await (device === 'camera' ? openCamera(deviceId) : openMicrophone(deviceId));
    if (!this.#meeting) state.media?.stop();
    state.media = media;
  }

  /** @param {Device} device @param {MediaStreamTrack | MeetingError} result */
  #took(device, result) {
    const state = this.#devices[device];
    if (result instanceof MeetingError) {
      state.on = false;
      this.#failed(device, result.code);
    } else {
      state.media = result;
      state.problem = null;
    }
  }

  /** @param {Device} device */
  #lost(device) {
    const state = this.#devices[device];
    state.on = false;
    state.media = null;
    this.#failed(device, 'device-lost');
    this.emit('changed', null);
  }

  /** @param {Device} device @param {string} code */
  #failed(device, code) {
    this.#devices[device].problem = code;
    this.emit('problem', { device, code });
  }

  /** @param {() => Promise<void>} operation */
  #next(operation) {
    this.#queue = this.#queue.then(operation).finally(() => this.emit('changed', null));
    return this.#queue;
  }
}

/** @param {Record<Device, DeviceState>} devices @returns {Device[]} */
function devicesOf(devices) {
  return /** @type {Device[]} */ (Object.keys(devices));
}

// A participant to look into: joins by the SDK that the server serves, publishes a picture and a tone of its own, and
// keeps account of whom it sees and hears, and when it first did.
globalThis.participant = (() => {
  const LOOK_EVERY_MS = 30;
  const COLOUR_TOLERANCE = 50; // of 255: colour spaces are guessed differently by different decoders
  const TONE_TOLERANCE_HZ = 40;
  const AUDIBLE_DB = -70;
  const BEAT_MS = 50;
  const STILL_FROM_MS = 300; // nobody sees a pause shorter than this
  const BESIDES = new Set(['video/rtx', 'audio/opus']); // what repeats a codec, and what audio/red is made of
  const STALLED_FROM_MS = 120; // a timer of 50 ms that comes so late had no processor

  const connections = [];
  const sockets = [];
  let fed = false; // the server's `layers` messages are made up
  const negotiations = { needed: 0, local: 0, remote: 0 };
  let chosen = {}; // how its picture and its voice are encoded, where that is not left to the SDK
  const players = new Map(); // slot's mid -> the element that plays it
  const joined = { at: 0, seen: {}, heard: {} };
  let meeting = null;
  let cast = {};
  let looking;

  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration) {
      super(configuration);
      connections.push(this);
      this.addEventListener('negotiationneeded', () => negotiations.needed++);
    }

    addTransceiver(track, init) {
      const special = chosen[track.kind];
      if (!special) return super.addTransceiver(track, init);
      const { codec, scalabilityMode, maxBitrate } = special;
      const sendEncodings = scalabilityMode ? [{ scalabilityMode, maxBitrate }] : init.sendEncodings;
      const transceiver = super.addTransceiver(track, { ...init, sendEncodings });
      const { codecs } = RTCRtpSender.getCapabilities(track.kind);
      const wanted = codecs.filter(({ mimeType }) => mimeType === codec);
      const besides = codecs.filter(({ mimeType }) => BESIDES.has(mimeType));
      transceiver.setCodecPreferences([...wanted, ...besides]);
      return transceiver;
    }

    setLocalDescription(...description) {
      negotiations.local++;
      return super.setLocalDescription(...description);
    }

    setRemoteDescription(description) {
      negotiations.remote++;
      return super.setRemoteDescription(description);
    }
  };

  globalThis.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      sockets.push(this);
      this.addEventListener('message', (message) => {
        if (fed && JSON.parse(message.data).type === 'layers') message.stopImmediatePropagation();
      });
    }
  };

  // When, and for how long, the machine kept this page from running: what it did not send or decode then is not the
  // server's doing.
  const stalls = [];
  let lastBeat = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - lastBeat >= STALLED_FROM_MS) stalls.push({ until: now, ms: now - lastBeat });
    lastBeat = now;
  }, BEAT_MS);

  const stalledSince = (time) => stalls.filter(({ until }) => until >= time).reduce((sum, { ms }) => sum + ms, 0);

  const pauses = [];
  const shown = new Map(); // whose track -> the size at which it is shown
  const media = {};

  /**
   * @param {{room: string, name: string, cast: Record<string, {colour: number[], number: number, tone: number}>,
   *          audioSlots: number, videoSlots: number, size?: {width: number, height: number}, busy?: boolean,
   *          camera?: {codec: string, scalabilityMode?: string, maxBitrate?: number},
   *          microphone?: {codec: string}}} options
   */
  async function join(options) {
    cast = options.cast;
    chosen = { video: options.camera, audio: options.microphone };
    shown.clear();
    const { colour, number, tone: frequency } = cast[options.name];
    media.picture ??= picture.paint({ colour: `rgb(${colour.join()})`, number }, options.size, options.busy);
    media.tone ??= await tone.hum(frequency);
    const { join } = await import(`${location.origin}/sdk/plenum.js`);
    Object.assign(joined, { at: performance.now(), seen: {}, heard: {} });
    meeting = await join({
      ...options,
      publish: [
        { source: 'microphone', media: media.tone.clone() },
        { source: 'camera', media: media.picture.clone() },
      ],
    });
    looking = setInterval(lookAround, LOOK_EVERY_MS);
  }

  async function leave() {
    clearInterval(looking);
    await meeting.leave();
    players.clear();
    document.body.replaceChildren();
  }

  function lookAround() {
    for (const slot of meeting.slots) {
      if (!slot.participant) continue;
      if (slot.kind === 'video') lookAt(slot);
      else void listenTo(slot);
    }
  }

  function lookAt(slot) {
    const { name } = slot.participant;
    if (joined.seen[name] === undefined && shows(playerOf(slot), name)) joined.seen[name] = sinceJoin();
  }

  async function listenTo(slot) {
    const player = playerOf(slot);
    const { name } = slot.participant;
    if (joined.heard[name] !== undefined || player.listening) return;
    player.listening = true;
    if (sounds(await tone.listen(player), name)) joined.heard[name] ??= sinceJoin();
    player.listening = false;
  }

  function playerOf({ mid, kind, media: track }) {
    let player = players.get(mid);
    if (player?.srcObject.getTracks()[0] !== track) {
      player?.remove();
      player = kind === 'video' ? picture.show(track) : tone.play(track);
      players.set(mid, player);
      if (kind === 'video') timeFrames(mid, player);
    }
    return player;
  }

  /** Keeps account of how long a picture stood still. */
  function timeFrames(mid, player) {
    let last = 0;
    const presented = () => {
      const now = Date.now();
      if (last && now - last >= STILL_FROM_MS) pauses.push({ mid, until: now, ms: now - last });
      last = now;
      player.requestVideoFrameCallback(presented);
    };
    player.requestVideoFrameCallback(presented);
  }

  /** The longest time for which a picture has stood still since then. */
  const pauseSince = (mid, time) =>
    Math.max(0, ...pauses.filter((it) => it.mid === mid && it.until >= time).map(({ ms }) => ms));

  const sinceJoin = () => Math.round(performance.now() - joined.at);

  function shows(video, name) {
    const image = picture.read(video);
    if (!image) return false;
    const { colour, number } = cast[name];
    const near = [image.red, image.green, image.blue].every((it, i) => Math.abs(it - colour[i]) < COLOUR_TOLERANCE);
    return near && image.number === number && image.width === picture.SMALL.width && image.height === picture.SMALL.height;
  }

  function sounds({ frequency, level }, name) {
    return level > AUDIBLE_DB && Math.abs(frequency - cast[name].tone) < TONE_TOLERANCE_HZ;
  }

  /** Who is seen and heard at this very moment, in which slot, and what was decoded until now. */
  async function observe() {
    const at = Date.now();
    const received = await inbound();
    const seen = {};
    const heard = {};
    for (const slot of meeting.slots) {
      if (!slot.participant) continue;
      const { name } = slot.participant;
      const player = playerOf(slot);
      if (slot.kind === 'video') {
        seen[name] = { mid: slot.mid, right: shows(player, name), image: picture.read(player), ...received[slot.mid] };
      } else {
        const sound = await tone.listen(player);
        heard[name] = { mid: slot.mid, right: sounds(sound, name), sound, ...received[slot.mid] };
      }
    }
    return {
      at,
      seen,
      heard,
      participants: meeting.participants.map(({ name }) => name).sort(),
      connection: meeting.connection,
      negotiations,
      firstSeen: joined.seen,
      firstHeard: joined.heard,
    };
  }

  async function inbound() {
    const received = {};
    for (const report of (await connections.at(-1).getStats()).values()) {
      if (report.type !== 'inbound-rtp') continue;
      const { mid, framesDecoded, framesDropped, freezeCount, totalFreezesDuration, packetsReceived, packetsLost } = report;
      const { frameHeight, keyFramesDecoded, pliCount } = report;
      const frames = { framesDecoded, framesDropped, freezeCount, totalFreezesDuration, frameHeight, keyFramesDecoded };
      received[mid] = { ...frames, pliCount, packetsReceived, packetsLost };
    }
    return received;
  }

  /** What the browser says of each layer of the own picture. */
  async function layers() {
    const reports = [...(await connections.at(-1).getStats()).values()];
    const sent = reports.filter(({ type, kind }) => type === 'outbound-rtp' && kind === 'video');
    return Object.fromEntries(
      sent.map(({ rid = '', active, frameHeight, framesEncoded, targetBitrate, qualityLimitationReason }) => [
        rid,
        { active, frameHeight, framesEncoded, targetBitrate, qualityLimitationReason },
      ]),
    );
  }

  /** The codec of the own voice: the first of the answer. Statistics name what is inside of RED. */
  function voice() {
    const { sdp } = connections.at(-1).currentRemoteDescription;
    const [, first] = /^m=audio \d+ \S+ (\d+)/m.exec(sdp);
    const [, codec] = new RegExp(`^a=rtpmap:${first} (.+)\r$`, 'm').exec(sdp);
    return { codec };
  }

  const camera = () => connections.at(-1).getSenders().find(({ track }) => track?.kind === 'video');

  /** Which layers of the own picture are on, and how many frames of each were encoded until now. */
  async function encodings() {
    const sent = await layers();
    return Object.fromEntries(
      camera()
        .getParameters()
        .encodings.map(({ rid = '', active = true }) => [rid, { active, frames: sent[rid]?.framesEncoded ?? 0 }]),
    );
  }

  /** The server seems to say which layers of the own picture anybody watches. From then on it is not heard itself. */
  function watch(watched) {
    fed = true;
    const { id } = meeting.published.find(({ source }) => source === 'camera');
    const encodings = Object.entries(watched).map(([rid, active]) => ({ rid, active }));
    const data = JSON.stringify({ type: 'layers', track: id, encodings });
    sockets.at(-1).onmessage(new MessageEvent('message', { data }));
  }

  /** As browsers do while they are busy with something else. */
  function refuseParameters(times) {
    const sender = camera();
    const { setParameters } = sender;
    sender.setParameters = (parameters) => {
      if (times-- <= 0) delete sender.setParameters;
      else return Promise.reject(new DOMException('busy', 'InvalidStateError'));
      return setParameters.call(sender, parameters);
    };
  }

  /** Somebody's picture is shown so high, in device pixels, as when a tile changes its size. */
  function look(name, height) {
    const { tracks } = meeting.participants.find((other) => other.name === name);
    const { id } = tracks.find(({ source }) => source === 'camera');
    shown.set(id, { track: id, width: Math.round((height * 16) / 9), height });
    meeting.view([...shown.values()]);
  }

  /** The socket goes, as when a train enters a tunnel; the peer connection stays. */
  function dropSocket() {
    sockets.at(-1).close(4000, 'dropped by the test');
  }

  /** What the server says that arrives, and why it is not better. */
  const quality = () => meeting.quality;

  return {
    join,
    leave,
    observe,
    layers,
    voice,
    encodings,
    watch,
    refuseParameters,
    look,
    quality,
    pauseSince,
    stalledSince,
    dropSocket,
    connections,
    sockets,
  };
})();

// Tones that say whose they are: each publisher hums at a frequency of its own. Nothing here needs a sound card: without
// one, Firefox never runs an AudioContext, so it hums with its fake microphone, and everybody listens by recording.
globalThis.tone = (() => {
  /** Long enough to tell tones apart that are 100 Hz away from each other. */
  const LISTEN_MS = 200;

  /** Bins of 12 Hz. */
  const FFT_SIZE = 4096;
  const SAMPLE_RATE = 48_000;

  const SILENCE_DB = -200;

  /** A track that hums. @param {number} frequency in Hz; Firefox's is fixed by its preferences */
  async function hum(frequency) {
    if (navigator.userAgent.includes('Firefox')) {
      return (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0];
    }
    const context = new AudioContext();
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    const sink = context.createMediaStreamDestination();
    oscillator.frequency.value = frequency;
    volume.gain.value = 0.3;
    oscillator.connect(volume).connect(sink);
    oscillator.start();
    return sink.stream.getAudioTracks()[0];
  }

  /** Makes a track audible: Chromium decodes one only while an element plays it. */
  function play(track) {
    const element = new Audio();
    element.srcObject = new MediaStream([track]);
    element.muted = true;
    void element.play().catch(() => {}); // it is played again when another track replaces this one
    return element;
  }

  /** What is heard in a played track during the next moment: the loudest frequency in Hz and its level in dB. */
  async function listen({ srcObject }) {
    const recorder = new MediaRecorder(srcObject);
    const recorded = new Promise((done) => (recorder.ondataavailable = ({ data }) => done(data)));
    recorder.start();
    setTimeout(() => recorder.stop(), LISTEN_MS);
    const decoder = new OfflineAudioContext(1, 1, SAMPLE_RATE);
    try {
      return await loudest(await decoder.decodeAudioData(await (await recorded).arrayBuffer()));
    } catch {
      return { frequency: 0, level: SILENCE_DB }; // a recording without a single packet cannot be decoded
    }
  }

  /** @param {AudioBuffer} sound */
  async function loudest(sound) {
    const context = new OfflineAudioContext(1, sound.length, SAMPLE_RATE);
    const source = context.createBufferSource();
    const analyser = context.createAnalyser();
    source.buffer = sound;
    analyser.fftSize = FFT_SIZE;
    analyser.smoothingTimeConstant = 0;
    source.connect(analyser).connect(context.destination);
    source.start();
    await context.startRendering();
    const levels = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(levels);
    let peak = 1;
    for (let bin = 2; bin < levels.length; bin++) {
      if (levels[bin] > levels[peak]) peak = bin;
    }
    return { frequency: (peak * SAMPLE_RATE) / FFT_SIZE, level: Math.max(SILENCE_DB, levels[peak]) };
  }

  return { hum, play, listen };
})();

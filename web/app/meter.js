// @ts-check

/** Below this speech is not understood anyway; the meter shows the range from here to full scale. */
const QUIETEST_DB = -60;

/**
 * Measures how loud a microphone is, once per frame.
 *
 * @param {MediaStreamTrack} track
 * @param {(level: number) => void} show 0 to 1
 * @returns {() => void} stops measuring
 */
export function measure(track, show) {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 512 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const wake = () => void context.resume();
  // Without a click on the page the browser keeps the context asleep.
  addEventListener('pointerdown', wake);
  let frame = requestAnimationFrame(function look() {
    analyser.getFloatTimeDomainData(samples);
    show(levelOf(samples));
    frame = requestAnimationFrame(look);
  });
  return () => {
    cancelAnimationFrame(frame);
    removeEventListener('pointerdown', wake);
    void context.close();
    show(0);
  };
}

/** @param {Float32Array} samples */
function levelOf(samples) {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const db = 10 * Math.log10(power + 1e-12);
  return Math.min(1, Math.max(0, 1 - db / QUIETEST_DB));
}

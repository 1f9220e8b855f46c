// Pictures that say whose they are, made by one browser and read by another. The upper half is the publisher's colour; the
// lower half is its number in four black or white blocks. A bar that moves along makes every frame another one.
globalThis.picture = (() => {
  const SMALL = { width: 320, height: 240 };
  const FRAMES_PER_SECOND = 15;
  const BITS = 4;
  const GRAIN = 4; // pixels: some of it is left in the smallest layer
  const CONTRAST = 0.35; // an encoder that has too few bits blurs it, and need not leave out frames

  /**
   * A track of such pictures. A busy one costs as many bits as a camera's: flat colours cost next to none.
   *
   * @param {{colour: string, number: number}} whose
   */
  function paint({ colour, number }, { width, height } = SMALL, busy = false) {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d', { alpha: false });
    const grain = busy ? grains((width * 2) / GRAIN, height / 4 / GRAIN) : null;
    let frame = 0;
    const draw = () => {
      context.fillStyle = colour;
      context.fillRect(0, 0, width, height);
      // Between what is read of the colour and the number.
      if (grain) context.drawImage(grain, -Math.random() * width, height / 4, width * 2, height / 4);
      context.fillStyle = '#808080';
      context.fillRect((frame++ * 4) % width, height / 2 - 20, 16, 20);
      for (let bit = 0; bit < BITS; bit++) {
        context.fillStyle = (number >> bit) & 1 ? '#ffffff' : '#000000';
        context.fillRect((bit * width) / BITS, height / 2, width / BITS, height / 2);
      }
    };
    draw();
    setInterval(draw, 1000 / FRAMES_PER_SECOND);
    return canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks()[0];
  }

  /** Noise, of which each frame shows another part. @param {number} width @param {number} height */
  function grains(width, height) {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d');
    const image = context.createImageData(canvas.width, canvas.height);
    for (let i = 0; i < image.data.length; i++) image.data[i] = 255 * (i % 4 === 3 ? CONTRAST : Math.random());
    context.putImageData(image, 0, 0);
    return canvas;
  }

  const scratch = document.createElement('canvas');
  scratch.width = 32;
  scratch.height = 24;
  const reader = scratch.getContext('2d', { willReadFrequently: true });

  /** What a video element shows, or null before its first frame. @param {HTMLVideoElement} video */
  function read(video) {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
    reader.drawImage(video, 0, 0, scratch.width, scratch.height);
    const [red, green, blue] = reader.getImageData(scratch.width / 2, 4, 1, 1).data;
    let number = 0;
    for (let bit = 0; bit < BITS; bit++) {
      const [brightness] = reader.getImageData(((bit + 0.5) * scratch.width) / BITS, 18, 1, 1).data;
      if (brightness > 128) number |= 1 << bit;
    }
    return { red, green, blue, number, width: video.videoWidth, height: video.videoHeight };
  }

  /** A muted element that plays a track; in the document, because browsers save work on those that are not. */
  function show(track) {
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.width = 160;
    video.srcObject = new MediaStream([track]);
    document.body.append(video);
    void video.play().catch(() => {}); // it is played again when a new track replaces this one
    return video;
  }

  return { paint, read, show, SMALL };
})();

// A browser that calls itself: what it paints and hums comes back over a real connection.
globalThis.mirror = (() => {
  async function start(whose, frequency) {
    const here = new RTCPeerConnection();
    const there = new RTCPeerConnection();
    here.onicecandidate = ({ candidate }) => there.addIceCandidate(candidate);
    there.onicecandidate = ({ candidate }) => here.addIceCandidate(candidate);
    const videoTrack = new Promise((arrived) => {
      there.ontrack = ({ track }) => (track.kind === 'video' ? arrived(track) : (mirror.audio = tone.play(track)));
    });
    here.addTrack(await tone.hum(frequency));
    here.addTrack(picture.paint(whose));
    await here.setLocalDescription();
    await there.setRemoteDescription(here.localDescription);
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription);
    mirror.video = picture.show(await videoTrack);
  }

  const look = async () => ({ picture: picture.read(mirror.video), tone: await tone.listen(mirror.audio) });

  return { start, look };
})();

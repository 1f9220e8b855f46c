// Lets the page reach the server by one address only, where a link emulator listens: of several, ICE would find the straight
// way. To be put into the page before it connects.
globalThis.link = (() => {
  const connections = [];

  function through(address, port) {
    const candidate = `a=candidate:1 1 udp 2130706431 ${address} ${port} typ host\r\n`;
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration) {
        super(configuration);
        connections.push(this);
      }

      setRemoteDescription({ type, sdp }) {
        return super.setRemoteDescription({ type, sdp: sdp.replace(/(a=candidate:.*\r\n)+/g, candidate) });
      }
    };
  }

  /** The other ends of all paths that have carried anything. */
  async function ends() {
    const reports = [...(await connections.at(-1).getStats()).values()];
    const used = reports.filter(({ type, bytesReceived }) => type === 'candidate-pair' && bytesReceived > 0);
    const remote = used.map(({ remoteCandidateId }) => reports.find(({ id }) => id === remoteCandidateId));
    return { ports: remote.map(({ port }) => port) };
  }

  return { through, ends };
})();

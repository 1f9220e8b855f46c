// Makes the page believe that its connection is narrow, whatever the server says, and looks at what it shows then.
globalThis.narrow = (() => {
  const { meeting } = plenum;
  let quality = null;
  Object.defineProperty(meeting, 'quality', { get: () => quality, set() {} });

  const layer = (height, bitrate, encoding) => ({ height, bitrate, encoding, spatial: 0, temporal: 0 });

  function become(now) {
    quality = now;
    meeting.emit('quality', now);
  }

  function begin() {
    const { mid, track } = meeting.slots.find(({ kind, participant }) => kind === 'video' && participant);
    become({
      link: {
        estimate: 1_200_000,
        sent: 700_000,
        wanted: 1_900_000,
        loss: 0.02,
        roundTripMs: 60,
        queueMs: 20,
        limit: 'delay',
        sentence: 'The connection is full: more would arrive late.',
      },
      slots: [
        {
          mid,
          track: track.id,
          shownHeight: 720,
          wanted: layer(720, 1_700_000, 2),
          sent: layer(180, 150_000, 0),
          reason: 'bandwidth',
          sentence: 'Your connection does not carry a larger picture at present.',
        },
      ],
    });
    return { unmarked: !look().marked };
  }

  function end() {
    const [slot] = quality.slots;
    become({ ...quality, slots: [{ ...slot, sent: slot.wanted, reason: 'playing-wanted' }] });
  }

  const mark = () => document.querySelector('.tile .why:not([hidden])');

  function look() {
    return { marked: mark() !== null, explained: document.querySelector('.tip:not([hidden])') !== null };
  }

  function ask() {
    const button = mark();
    button.focus();
    button.click();
    const sign = document.querySelector('.connection .sign');
    sign.click();
    return {
      label: button.getAttribute('aria-label'),
      describedBy: button.getAttribute('aria-describedby'),
      sentence: document.querySelector('.tip p').textContent,
      figures: document.querySelector('.tip .figures').textContent,
      level: sign.getAttribute('aria-label'),
      carries: document.querySelector('.connection dd').textContent,
    };
  }

  return { begin, look, ask, end };
})();

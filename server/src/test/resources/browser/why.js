// Why a picture is not better, by the page's own modules and under the test's own clock.
globalThis.why = (() => {
  const link = { estimate: 1_200_000, sent: 700_000, wanted: 1_900_000, loss: 0.02, roundTripMs: 60, queueMs: 80 };
  const layer = (height, encoding) => ({ height, bitrate: 150_000, encoding, spatial: 0, temporal: 0 });
  const picture = { mid: '5', track: '1', shownHeight: 360, wanted: layer(720, 2), sent: layer(180, 0) };
  const small = { ...picture, reason: 'bandwidth' };
  const fine = { ...picture, reason: 'playing-wanted' };

  /** The largest picture is not watched, and so not sent. */
  function sending(limitedBy) {
    const camera = { kind: 'video', fps: 15, limitedBy };
    const sizes = [180, 360, 720].map((height) => ({ ...camera, height, active: height < 720 }));
    return {
      outbound: [{ kind: 'audio', height: 0, fps: 0, active: true, limitedBy: 'none' }, ...sizes],
      sendableBitrate: 300_000,
    };
  }

  /** Each word that the page knows, with its sentence. */
  async function words() {
    const { REASONS, LIMITS, whyPicture, whyLink, ownPicture } = await import('/app/explain.js');
    return {
      reasons: REASONS.map((reason) => [reason, whyPicture({ ...picture, reason, sentence: '?' }, link, 'Bob')]),
      limits: LIMITS.map((limit) => [limit, whyLink({ ...link, limit, sentence: '?' })]),
      own: ['bandwidth', 'cpu'].map((limitedBy) => [limitedBy, ownPicture(sending(limitedBy)).reason]),
      contented: ownPicture(sending('none')),
      newer: whyPicture({ ...picture, reason: 'rain', sentence: 'It rains.' }, link, 'Bob'),
    };
  }

  /** Whether the tile is marked, at the moments that `said` and `passed` name. */
  async function marks() {
    const [{ Why }, { Tip }] = [await import('/app/why.js'), await import('/app/tip.js')];
    const why = new Why(new Tip());
    const marked = {};
    const step = (moment, slot, milliseconds) => {
      why.set('Bob', slot, link);
      clock.pass(milliseconds);
      marked[moment] = !why.element.hidden;
    };
    step('starting', small, 4_900);
    step('small for five seconds', small, 200);
    step('fine for a moment', fine, 1_400);
    step('fine', fine, 200);
    step('small for a moment', small, 1_400);
    step('small once more', small, 200);
    step('another picture starting', { ...small, track: '2' }, 4_900);
    step('another picture that stays small', { ...small, track: '2' }, 200);
    step('that one fine', { ...fine, track: '2' }, 1_600);
    step('shown larger, starting', { ...small, track: '2', shownHeight: 720 }, 4_900);
    step('shown larger', { ...small, track: '2', shownHeight: 720 }, 200);
    step('nobody', null, 0);
    return marked;
  }

  return { words, marks };
})();

// A clock that moves only when it is told to, for what the page does after a time. To be put in before the page's modules run.
globalThis.clock = (() => {
  const due = new Map();
  let now = 0;
  let timers = 0;
  globalThis.setTimeout = (run, milliseconds = 0) => {
    due.set(++timers, { at: now + milliseconds, run });
    return timers;
  };
  globalThis.clearTimeout = (timer) => due.delete(timer);
  performance.now = () => now;

  function pass(milliseconds) {
    const end = now + milliseconds;
    for (let first = next(end); first; first = next(end)) {
      const [timer, { at, run }] = first;
      due.delete(timer);
      now = at;
      run();
    }
    now = end;
  }

  const next = (end) => [...due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];

  return { pass };
})();

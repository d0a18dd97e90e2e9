/** The feed of changes: a long poll that finds its way back after a break or a restart of the server. */

import { Refused, get } from "./api.js";

const WAIT_SECONDS = 25;
const RETRY_MS = 1000;

/**
 * Follows what `user` sees until the returned function is called. `on.state` gets everything, `on.changes` what is
 * new, `on.contact` whether the server is there, and `on.unknown` is called when the person no longer exists.
 */
export function follow(user, on) {
  const stop = new AbortController();
  run(user, on, stop.signal);
  return () => stop.abort();
}

async function run(user, on, stopped) {
  let at = null;
  while (!stopped.aborted) {
    try {
      const found = at === null ? await everything(user, stopped) : await newer(user, at, stopped);
      if (stopped.aborted) return;
      const whole = "user" in found;
      const lost = !whole && (found.reset || found.born !== at.born);
      on.contact(true);
      at = lost ? null : { number: found.number, born: found.born };
      if (whole) on.state(found);
      else if (!lost) on.changes(found);
    } catch (error) {
      if (stopped.aborted) return;
      if (error instanceof Refused) return on.unknown();
      on.contact(false);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

const everything = (user, stopped) => get("state", { user }, stopped);

function newer(user, at, stopped) {
  const patience = AbortSignal.timeout((WAIT_SECONDS + 15) * 1000);
  const signal = AbortSignal.any([stopped, patience]);
  return get("changes", { user, since: at.number, timeout: WAIT_SECONDS }, signal);
}

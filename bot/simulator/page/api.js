/** The control API of the practice server, see bot/simulator/control.py. */

/** The server understood the request and said no. */
export class Refused extends Error {}

export async function get(path, parameters = {}, signal = undefined) {
  const answer = await fetch(`/sim/${path}?${new URLSearchParams(parameters)}`, { signal });
  return body(answer);
}

/** Lets somebody act: `act("send_text", { chat, user, text })`. */
export async function act(name, given) {
  const answer = await fetch("/sim/acts", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ act: name, ...given }),
  });
  return body(answer);
}

async function body(answer) {
  if (answer.status >= 500) throw new Error(`status ${answer.status}`);
  const found = await answer.json();
  if (!answer.ok) throw new Refused(found.error);
  return found;
}

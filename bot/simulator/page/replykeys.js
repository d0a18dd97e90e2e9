/**
 * The reply keyboard under the text field. It can be put away; a one-time keyboard goes after a press, and in a low
 * window it comes when it is asked for, since it would hide the messages.
 */

import { byId, make, patch } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./links.js";
import { here, state, watch } from "./store.js";

const LOW = window.matchMedia("(max-height: 30rem)");
const chosen = new Map(); // chat and person -> { sign, away }: what was wanted of which keyboard

export function startReplyKeys() {
  byId("keys").append(icon("keyboard"));
  byId("keys").addEventListener("click", toggle);
  LOW.addEventListener("change", () => { if (state.me) update(); });
  watch(update);
}

const place = () => `${state.me.id} ${state.place.chat}`;
const sign = (keyboard) => JSON.stringify(keyboard);

function isAway(keyboard) {
  const choice = chosen.get(place());
  return choice?.sign === sign(keyboard) ? choice.away : LOW.matches;
}

function choose(keyboard, away) {
  chosen.set(place(), { sign: sign(keyboard), away });
  update();
}

const toggle = () => choose(here().keyboard, !isAway(here().keyboard));

function update() {
  const keyboard = here().keyboard;
  const rows = keyboard?.keyboard ?? [];
  const box = byId("keyboard");
  box.hidden = rows.length === 0 || isAway(keyboard) || byId("composer").hidden;
  byId("keys").hidden = rows.length === 0;
  byId("keys").setAttribute("aria-expanded", String(!box.hidden));
  byId("keys").setAttribute("aria-label", box.hidden ? "Visa snabbsvar" : "Dölj snabbsvar");
  patch(box, rows.map((row, number) => ({ key: `${number}`, sign: sign(row), row })), ({ row }) => keyRow(row));
}

function keyRow(row) {
  const labels = row.map((key) => (typeof key === "string" ? key : key.text));
  return make("div", { class: "keyrow" }, labels.map((label) =>
    make("button", { type: "button", class: "key", dir: "auto", onclick: () => tap(label) }, label)));
}

async function tap(label) {
  const keyboard = here().keyboard;
  await say(label);
  if (keyboard?.one_time_keyboard) choose(keyboard, true);
}
